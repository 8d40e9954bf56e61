package main

import (
	"sort"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
)

// declarations is what every expression can use.
type declarations struct {
	// Overloads come by function.
	Overloads []overload `json:"overloads"`
	// Macros are keys such as "filter:2:true": name, number of arguments, whether called on a receiver.
	Macros []string `json:"macros"`
}

// overload stands among those of its function in the order that the checker tries them in.
type overload struct {
	Function string   `json:"function"`
	ID       string   `json:"id"`
	Member   bool     `json:"member"`
	Params   []string `json:"params"`
	Result   string   `json:"result"`
}

func declarationsOf(env *cel.Env) declarations {
	var d declarations
	for name, function := range env.Functions() {
		for _, o := range function.OverloadDecls() {
			d.Overloads = append(d.Overloads, overload{name, o.ID(), o.IsMemberFunction(), typeTexts(o.ArgTypes()), o.ResultType().String()})
		}
	}
	for _, macro := range env.Macros() {
		d.Macros = append(d.Macros, macro.MacroKey())
	}
	sort.SliceStable(d.Overloads, func(i, j int) bool { return d.Overloads[i].Function < d.Overloads[j].Function })
	sort.Strings(d.Macros)
	return d
}

func typeTexts(all []*types.Type) []string {
	texts := []string{}
	for _, t := range all {
		texts = append(texts, t.String())
	}
	return texts
}
