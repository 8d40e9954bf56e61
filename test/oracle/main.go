// Reads JSON lines {"id","expr","mode":"vap"|"map"|"message","object",...} and writes what Kubernetes' own CEL says.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"sort"

	celgo "github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"k8s.io/apimachinery/pkg/util/version"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

type accessor struct{ e string; t []*celgo.Type }

func (a accessor) GetExpression() string      { return a.e }
func (a accessor) ReturnTypes() []*celgo.Type { return a.t }

type in struct {
	ID     json.RawMessage `json:"id"`
	Expr   string          `json:"expr"`
	Mode   string          `json:"mode"`
	Stored bool            `json:"stored"`
	Vars   json.RawMessage `json:"vars"`
}
type out struct {
	ID      json.RawMessage `json:"id,omitempty"`
	Compile string          `json:"compileError,omitempty"`
	Type    string          `json:"type,omitempty"`
	Value   any             `json:"value,omitempty"`
	VType   string          `json:"valueType,omitempty"`
	Error   string          `json:"error,omitempty"`
	Cost    *uint64         `json:"cost,omitempty"`
}

func enc(v ref.Val) any {
	switch x := v.(type) {
	case types.Null:
		return nil
	case types.Bool:
		return bool(x)
	case types.Int:
		return map[string]any{"int": strconv.FormatInt(int64(x), 10)}
	case types.Uint:
		return map[string]any{"uint": strconv.FormatUint(uint64(x), 10)}
	case types.Double:
		f := float64(x)
		if math.IsNaN(f) { return map[string]any{"double": "NaN"} }
		return map[string]any{"double": strconv.FormatFloat(f, 'g', -1, 64)}
	case types.String:
		return string(x)
	case types.Bytes:
		return map[string]any{"bytes": []byte(x)}
	case types.Timestamp:
		return map[string]any{"timestamp": x.Time.UTC().Format("2006-01-02T15:04:05.999999999Z07:00")}
	case types.Duration:
		return map[string]any{"duration": strconv.FormatInt(int64(x.Duration), 10)}
	case *types.Optional:
		if !x.HasValue() { return map[string]any{"optional": []any{}} }
		return map[string]any{"optional": []any{enc(x.GetValue())}}
	case traits.Lister:
		r := []any{}
		it := x.Iterator()
		for it.HasNext() == types.True { r = append(r, enc(it.Next())) }
		return r
	case traits.Mapper:
		type e struct{ k string; kv []any }
		r := []e{}
		it := x.Iterator()
		for it.HasNext() == types.True {
			k := it.Next()
			kk := enc(k)
			b, _ := json.Marshal(kk)
			r = append(r, e{string(b), []any{kk, enc(x.Get(k))}})
		}
		sort.Slice(r, func(i, j int) bool { return r[i].k < r[j].k })
		l := []any{}
		for _, y := range r { l = append(l, y.kv) }
		return map[string]any{"map": l}
	case ref.Type:
		return map[string]any{"type": x.TypeName()}
	}
	return map[string]any{"other": v.Type().TypeName()}
}

func one(compiler plugincel.Compiler, l []byte) (o out) {
	var i in
	defer func() {
		if r := recover(); r != nil { o.Error = fmt.Sprintf("PANIC %v", r) }
	}()
	if err := json.Unmarshal(l, &i); err != nil { o.Error = "BAD LINE " + err.Error(); return }
	o.ID = i.ID
	opts := plugincel.OptionalVariableDeclarations{HasParams: true, HasAuthorizer: i.Mode != "message", HasPatchTypes: i.Mode == "map"}
	mode := environment.NewExpressions
	if i.Stored { mode = environment.StoredExpressions }
	r := compiler.CompileCELExpression(accessor{i.Expr, []*celgo.Type{celgo.AnyType}}, opts, mode)
	if r.Error != nil { o.Compile = string(r.Error.Type) + ": " + r.Error.Detail; return }
	o.Type = r.OutputType.String()
	vars := map[string]any{}
	if len(i.Vars) > 0 { if err := utiljson.Unmarshal(i.Vars, &vars); err != nil { o.Error = "BAD VARS " + err.Error(); return } }
	for _, n := range []string{"object", "oldObject", "params", "request", "namespaceObject"} {
		if _, ok := vars[n]; !ok { vars[n] = nil }
	}
	v, d, err := r.Program.Eval(vars)
	if d != nil { o.Cost = d.ActualCost() }
	if err != nil { o.Error = err.Error(); return }
	o.Value = enc(v)
	if v == types.NullValue { o.Value = map[string]any{"null": true} }
	o.VType = v.Type().TypeName()
	return
}

func main() {
	compiler := plugincel.NewCompiler(environment.MustBaseEnvSet(version.MajorMinor(1, 36)))
	if len(os.Args) > 1 && os.Args[1] == "composited" {
		c, err := plugincel.NewCompositedCompiler(environment.MustBaseEnvSet(version.MajorMinor(1, 36)))
		if err != nil { panic(err) }
		compiler = c
	}
	s := bufio.NewScanner(os.Stdin)
	s.Buffer(make([]byte, 1<<20), 64<<20)
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for s.Scan() {
		if len(s.Bytes()) == 0 { continue }
		o := one(compiler, s.Bytes())
		if err := e.Encode(o); err != nil { fmt.Fprintln(os.Stderr, err) }
		w.Flush()
	}
}
