// Writes how Kubernetes' own Go types hold the built-in kinds: one line for each struct.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	regv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/controlplane"
)

var unmarshaler = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()
var structs = map[string]map[string]any{}

func short(t reflect.Type) string {
	parts := strings.Split(t.PkgPath(), "/")
	n := len(parts)
	return strings.Join(append(parts[max(0, n-2):], t.Name()), ".")
}

func spell(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		return "*" + spell(t.Elem())
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		return "!" + t.String()
	}
	named := ""
	if t.PkgPath() != "" && t.Kind() != reflect.Struct {
		named = t.String() + "="
	}
	switch t.Kind() {
	case reflect.Struct:
		visit(t)
		return "{" + short(t) + "}"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return named + "bytes"
		}
		return named + "[]" + spell(t.Elem())
	case reflect.Map:
		return named + "map[" + t.Key().String() + "]" + spell(t.Elem())
	default:
		return named + t.Kind().String()
	}
}

func fields(t reflect.Type, into map[string]any, via string) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if tag == "-" {
			continue
		}
		items := strings.Split(tag, ",")
		if items[0] == "" && f.Anonymous {
			ft := f.Type
			if ft.Kind() == reflect.Pointer {
				ft = ft.Elem()
			}
			fields(ft, into, via+f.Name+".")
			continue
		}
		name := items[0]
		if name == "" {
			name = f.Name
		}
		s := spell(f.Type)
		omits := slices.Contains(items, "omitempty") || slices.Contains(items, "omitzero")
		switch isPointer := f.Type.Kind() == reflect.Pointer; {
		case omits && !isPointer:
			s = "?" + s
		case !omits && isPointer:
			s = "~" + s
		}
		if via != "" {
			s = strings.TrimSuffix(via, ".") + "/" + s
		}
		into[name] = s
	}
}

func visit(t reflect.Type) {
	if _, ok := structs[short(t)]; ok {
		return
	}
	m := map[string]any{}
	structs[short(t)] = m
	fields(t, m, "")
	m[""] = t.String()
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go-types <src/kube/generated/schemas.json>")
		os.Exit(2)
	}
	b, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var f struct {
		Kinds map[string]string `json:"kinds"`
	}
	if err := json.Unmarshal(b, &f); err != nil {
		panic(err)
	}
	extra := map[string]reflect.Type{"apiextensions.v1.CustomResourceDefinition": reflect.TypeOf(extv1.CustomResourceDefinition{}), "apiregistration.v1.APIService": reflect.TypeOf(regv1.APIService{})}
	for k, def := range f.Kinds {
		p := strings.Split(k, "/")
		t, ok := legacyscheme.Scheme.AllKnownTypes()[schema.GroupVersionKind{Group: p[0], Version: p[1], Kind: p[2]}]
		if !ok {
			t, ok = extra[def]
		}
		if !ok {
			fmt.Fprintln(os.Stderr, "no type for", k)
			continue
		}
		visit(t)
		if short(t) != def {
			fmt.Fprintln(os.Stderr, "name", short(t), def)
		}
	}
	var names []string
	for n := range structs {
		names = append(names, n)
	}
	sort.Strings(names)
	fmt.Println("{")
	for i, n := range names {
		b, _ := json.Marshal(structs[n])
		end := ","
		if i == len(names)-1 {
			end = ""
		}
		fmt.Printf("%q:%s%s\n", n, b, end)
	}
	fmt.Println("}")
}
