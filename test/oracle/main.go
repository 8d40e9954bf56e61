// Command oracle says what Kubernetes' own CEL makes of expressions. See README.md.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/util/version"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

const maxLineBytes = 64 << 20

func main() {
	log.SetFlags(0)
	declarations := flag.Bool("declarations", false, "print what Kubernetes declares instead of evaluating")
	flag.Parse()
	base := environment.MustBaseEnvSet(version.MajorMinor(1, 36))
	out := bufio.NewWriter(os.Stdout)
	run := func() error { return answerAll(plugincel.NewCompiler(base), os.Stdin, out) }
	if *declarations {
		run = func() error { return newEncoder(out).Encode(declarationsOf(base.NewExpressionsEnv())) }
	}
	if err := run(); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// answerAll writes one answer per question, and flushes it before it reads the next.
func answerAll(compiler plugincel.Compiler, in io.Reader, out *bufio.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), maxLineBytes)
	encoder := newEncoder(out)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("not a question: %w", err)
		}
		if err := encoder.Encode(answerTo(compiler, q)); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return lines.Err()
}

func newEncoder(out io.Writer) *json.Encoder {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder
}
