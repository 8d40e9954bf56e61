/** Optional values. */
import type { Library } from "../environment.ts";
import { showValue } from "../runtime/show.ts";
import { isZeroValue } from "../runtime/zero-value.ts";
import { BOOL, DYN, INT, K, listOf, mapOf, opaque, optionalOf, STRING, V } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError, Optional } from "../values.ts";
import { evaluatedSpecially, functionOf, memberOverload, overload } from "./overload.ts";

const OPTIONAL = optionalOf(V);
const LIST = listOf(V);
const MAP = mapOf(K, V);

const NO_VALUE = new CelError("optional.none() dereference");

function optionalValue(value: Value | undefined): Optional {
  return value === undefined ? Optional.NONE : Optional.of(value);
}

/** The values of a list of optionals, without those that have none. */
function unwrap(list: readonly Value[]): Result {
  const values: Value[] = [];
  for (const element of list) {
    if (!(element instanceof Optional)) return new CelError(`value ${showValue(element)} is not optional`);
    if (element.value !== undefined) values.push(element.value);
  }
  return values;
}

const LIST_OF_OPTIONALS = listOf(OPTIONAL);

export const OPTIONAL_TYPES: Library = {
  name: "optional",
  functions: [
    functionOf(
      "optional.of",
      overload("optional_of", [V], OPTIONAL, (value: Value) => Optional.of(value)),
    ),
    functionOf(
      "optional.ofNonZeroValue",
      overload("optional_ofNonZeroValue", [V], OPTIONAL, (value: Value) =>
        isZeroValue(value) ? Optional.NONE : Optional.of(value),
      ),
    ),
    functionOf(
      "optional.none",
      overload("optional_none", [], OPTIONAL, () => Optional.NONE),
    ),
    functionOf(
      "value",
      memberOverload("optional_value", [OPTIONAL], V, (optional: Optional) => {
        const value = optional.value;
        return value === undefined ? NO_VALUE : value;
      }),
    ),
    functionOf(
      "hasValue",
      memberOverload("optional_hasValue", [OPTIONAL], BOOL, (optional: Optional) => optional.value !== undefined),
    ),
    functionOf(
      "or",
      memberOverload("optional_or_optional", [OPTIONAL, OPTIONAL], OPTIONAL, (optional: Optional, other: Value) =>
        optional.value === undefined ? other : optional,
      ),
    ),
    functionOf(
      "orValue",
      memberOverload("optional_orValue_value", [OPTIONAL, V], V, (optional: Optional, other: Value) => {
        const value = optional.value;
        return value === undefined ? other : value;
      }),
    ),
    functionOf("_?._", overload("select_optional_field", [DYN, STRING], OPTIONAL, evaluatedSpecially)),
    functionOf(
      "_[?_]",
      overload("list_optindex_optional_int", [LIST, INT], OPTIONAL, evaluatedSpecially),
      overload("optional_list_optindex_optional_int", [optionalOf(LIST), INT], OPTIONAL, evaluatedSpecially),
      overload("map_optindex_optional_value", [MAP, K], OPTIONAL, evaluatedSpecially),
      overload("optional_map_optindex_optional_value", [optionalOf(MAP), K], OPTIONAL, evaluatedSpecially),
    ),
    functionOf(
      "_[_]",
      overload("optional_list_index_int", [optionalOf(LIST), INT], OPTIONAL, evaluatedSpecially),
      overload("optional_map_index_value", [optionalOf(MAP), K], OPTIONAL, evaluatedSpecially),
    ),
    functionOf(
      "last",
      memberOverload("list_last", [LIST], OPTIONAL, (list: readonly Value[]) => optionalValue(list.at(-1))),
    ),
    functionOf(
      "first",
      memberOverload("list_first", [LIST], OPTIONAL, (list: readonly Value[]) => optionalValue(list[0])),
    ),
    functionOf("optional.unwrap", overload("optional_unwrap", [LIST_OF_OPTIONALS], LIST, unwrap)),
    functionOf("unwrapOpt", memberOverload("optional_unwrapOpt", [LIST_OF_OPTIONALS], LIST, unwrap)),
  ],
  types: [opaque("optional_type")],
};
