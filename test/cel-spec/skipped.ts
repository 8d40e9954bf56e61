/** The tests of the specification in which Kubernetes' CEL (cel-go 0.26 as the API server sets it up) differs from it. */
export interface Skipped {
  readonly reason: string;
  /** Ids of tests. */
  readonly tests: readonly string[];
}

function inSection(section: string, ...names: readonly string[]): readonly string[] {
  return names.map((name) => `${section}/${name}`);
}

export const SKIPPED: readonly Skipped[] = [
  {
    reason: "the test turns the type checker off, which refuses the expression; Kubernetes never does",
    tests: [
      ...inSection("basic/variables", "unbound_is_runtime_error"),
      ...inSection("basic/functions", "unbound_is_runtime_error"),
      ...inSection("comparisons/eq_literal", "not_eq_list_length", "eq_mixed_types", "eq_list_elem_mixed_types"),
      ...inSection("comparisons/ne_literal", "ne_mixed_types"),
      ...inSection("logic/conditional", "mixed_type"),
      ...inSection("logic/AND", "short_circuit_type_left", "short_circuit_type_right"),
      ...inSection("logic/OR", "short_circuit_type_left", "short_circuit_type_right"),
      ...inSection(
        "parse/receiver_function_names",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
      ),
      ...inSection("parse/receiver_function_names", "import", "let", "loop", "package", "namespace", "return", "var"),
      ...inSection("parse/receiver_function_names", "void", "while"),
    ],
  },
  {
    reason: "a constant key of a type that no map has is refused before evaluation",
    tests: inSection("fields/map_fields", "map_bad_key_type_or_true", "map_bad_key_type_and_false"),
  },
  {
    reason: "Kubernetes does not enable names in backticks",
    tests: [
      ...inSection("fields/quoted_map_fields", "field_access_slash", "field_access_dash", "field_access_dot"),
      ...inSection("fields/quoted_map_fields", "has_field_slash", "has_field_dash", "has_field_dot"),
    ],
  },
  {
    reason: "cel-go lets the last of equal keys win in a map literal",
    tests: inSection(
      "fields/qualified_identifier_resolution",
      "map_value_repeat_key",
      "map_value_repeat_key_heterogeneous",
    ),
  },
  {
    reason: "cel-go takes keys of every type in a map literal, doubles included",
    tests: inSection("fields/qualified_identifier_resolution", "map_key_float"),
  },
  {
    reason: "in cel-go what is selected from a value without fields is absent once the selection is optional",
    tests: inSection("optionals/optionals", "map_null_entry_no_such_key", "map_present_key_invalid_field"),
  },
  {
    reason: "cel-go 0.26 takes null_type for the more general one where null is assignable to an opaque type",
    tests: inSection("type_deductions/legacy_nullable_types", "null_assignable_to_abstract_parameter_candidate"),
  },
  {
    reason: "cel-go gives the whole duration in milliseconds, not the part below a second",
    tests: inSection("timestamps/duration_converters", "get_milliseconds"),
  },
  {
    reason:
      "version 2 of the strings library, which Kubernetes enables, formats as a locale would and quotes inside lists",
    tests: [
      ...inSection("string_ext/format", "scientific notation formatting clause"),
      ...inSection("string_ext/format", "default precision for scientific notation"),
      ...inSection("string_ext/format", "NaN support for scientific notation"),
      ...inSection("string_ext/format", "positive infinity support for scientific notation"),
      ...inSection("string_ext/format", "negative infinity support for scientific notation"),
      ...inSection("string_ext/format", "positive infinity support for fixed-point"),
      ...inSection("string_ext/format", "negative infinity support for fixed-point"),
      ...inSection("string_ext/format", "scientific notation formatting clause in a string variable"),
      ...inSection("string_ext/format", "dyntype support for scientific notation"),
      ...inSection("string_ext/format", "list support for string", "map support for string"),
      ...inSection("string_ext/format", "map support (all key types)", "dyntype NaN/infinity support"),
      ...inSection("string_ext/format", "dyntype support for lists", "dyntype support for maps"),
    ],
  },
  {
    reason: "version 2 of the strings library takes integers only for %d",
    tests: [
      ...inSection("string_ext/format", "NaN support for decimal", "positive infinity support for decimal"),
      ...inSection("string_ext/format", "negative infinity support for decimal"),
    ],
  },
  {
    reason: "in version 2 of the strings library nothing is found beyond the end of a string, without an error",
    tests: inSection("string_ext/value_errors", "indexof_out_of_range", "lastindexof_out_of_range"),
  },
];
