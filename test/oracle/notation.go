package main

import (
	"encoding/json"
	"math"
	"sort"
	"strconv"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
)

// notation writes a value down: null, bool, string and list as JSON has them, the rest as an object with one field.
func notation(v ref.Val) any {
	switch x := v.(type) {
	case types.Null:
		return nil
	case types.Bool:
		return bool(x)
	case types.String:
		return string(x)
	case types.Int:
		return tagged("int", strconv.FormatInt(int64(x), 10))
	case types.Uint:
		return tagged("uint", strconv.FormatUint(uint64(x), 10))
	case types.Double:
		return tagged("double", doubleNotation(float64(x)))
	case types.Bytes:
		return tagged("bytes", []byte(x))
	case types.Timestamp:
		return tagged("timestamp", x.Time.UTC().Format("2006-01-02T15:04:05.999999999Z07:00"))
	case types.Duration:
		return tagged("duration", strconv.FormatInt(int64(x.Duration), 10))
	case *types.Optional:
		return tagged("optional", optionalNotation(x))
	case traits.Lister:
		return listNotation(x)
	case traits.Mapper:
		return tagged("map", mapNotation(x))
	case ref.Type:
		return tagged("type", x.TypeName())
	default:
		return tagged("other", v.Type().TypeName())
	}
}

func tagged(tag string, value any) any {
	return map[string]any{tag: value}
}

func doubleNotation(f float64) string {
	if math.IsNaN(f) {
		return "NaN"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

func optionalNotation(optional *types.Optional) any {
	if !optional.HasValue() {
		return []any{}
	}
	return []any{notation(optional.GetValue())}
}

func listNotation(list traits.Lister) any {
	elements := []any{}
	for it := list.Iterator(); it.HasNext() == types.True; {
		elements = append(elements, notation(it.Next()))
	}
	return elements
}

// mapNotation has the entries as pairs, in the order of their keys' notation: a map of Go has none.
func mapNotation(m traits.Mapper) any {
	entries := [][2]any{}
	for it := m.Iterator(); it.HasNext() == types.True; {
		key := it.Next()
		entries = append(entries, [2]any{notation(key), notation(m.Get(key))})
	}
	sort.Slice(entries, func(i, j int) bool { return text(entries[i][0]) < text(entries[j][0]) })
	return entries
}

func text(notation any) string {
	encoded, err := json.Marshal(notation)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}
