package main

import (
	"encoding/json"
	"fmt"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

// question is an expression with the variables that it is to be evaluated over.
type question struct {
	ID   json.RawMessage `json:"id"`
	Expr string          `json:"expr"`
	// Mode says what the expression stands in: "vap" (the default), "map" a mutation, "message" a messageExpression.
	Mode string `json:"mode"`
	// Vars holds JSON by the names of variables; those left out are null.
	Vars json.RawMessage `json:"vars"`
}

type answer struct {
	ID           json.RawMessage `json:"id,omitempty"`
	CompileError string          `json:"compileError,omitempty"`
	Type         string          `json:"type,omitempty"`
	Value        any             `json:"value,omitempty"`
	ValueType    string          `json:"valueType,omitempty"`
	Error        string          `json:"error,omitempty"`
	Cost         *uint64         `json:"cost,omitempty"`
}

// ofAnyType is the expression as the compiler takes it.
type ofAnyType string

func (expression ofAnyType) GetExpression() string    { return string(expression) }
func (expression ofAnyType) ReturnTypes() []*cel.Type { return []*cel.Type{cel.AnyType} }

// answerTo never panics: what cel-go panics at is the answer's error.
func answerTo(compiler plugincel.Compiler, q question) (a answer) {
	a.ID = q.ID
	defer func() {
		if r := recover(); r != nil {
			a.Error = fmt.Sprintf("PANIC %v", r)
		}
	}()
	declared := plugincel.OptionalVariableDeclarations{
		HasParams:     true,
		HasAuthorizer: q.Mode != "message",
		HasPatchTypes: q.Mode == "map",
	}
	compiled := compiler.CompileCELExpression(ofAnyType(q.Expr), declared, environment.NewExpressions)
	if compiled.Error != nil {
		a.CompileError = string(compiled.Error.Type) + ": " + compiled.Error.Detail
		return a
	}
	a.Type = compiled.OutputType.String()
	vars, err := variablesOf(q)
	if err != nil {
		a.Error = "vars: " + err.Error()
		return a
	}
	value, details, err := compiled.Program.Eval(vars)
	if details != nil {
		a.Cost = details.ActualCost()
	}
	if err != nil {
		a.Error = err.Error()
		return a
	}
	a.Value = notation(value)
	if value == types.NullValue {
		a.Value = map[string]any{"null": true}
	}
	a.ValueType = value.Type().TypeName()
	return a
}

func variablesOf(q question) (map[string]any, error) {
	vars := map[string]any{"object": nil, "oldObject": nil, "params": nil, "request": nil, "namespaceObject": nil}
	if len(q.Vars) == 0 {
		return vars, nil
	}
	return vars, utiljson.Unmarshal(q.Vars, &vars)
}
