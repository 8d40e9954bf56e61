/**
 * What cel-go holds a list in. It shows only where Kubernetes takes the list out of CEL again, as it does with the
 * objects that mutations make.
 */
import type { FunctionDecl, Overload } from "../environment.ts";
import type { Value } from "../values.ts";

/** `strings`: what splitting and matching texts give. `sum`: what adding lists gives. Anything else: undefined. */
export type ListOrigin = "strings" | "sum";

const origins = new WeakMap<readonly Value[], ListOrigin>();

export function originOf(list: readonly Value[]): ListOrigin | undefined {
  return origins.get(list);
}

const TRACED: ReadonlyMap<string, ListOrigin> = new Map([
  ["string_split_string", "strings"],
  ["string_split_string_int", "strings"],
  ["string_find_all_string", "strings"],
  ["string_find_all_string_int", "strings"],
  ["add_list", "sum"],
]);

/** The functions, of which those that make such lists remember it. */
export function tracingOrigins(functions: ReadonlyMap<string, FunctionDecl>): ReadonlyMap<string, FunctionDecl> {
  const traced = Array.from(functions, ([name, declared]): [string, FunctionDecl] => {
    const isTraced = declared.overloads.some(({ id }) => TRACED.has(id));
    return [name, isTraced ? { name, overloads: declared.overloads.map(tracing) } : declared];
  });
  return new Map(traced);
}

function tracing(overload: Overload): Overload {
  const origin = TRACED.get(overload.id);
  if (origin === undefined) return overload;
  return {
    ...overload,
    call: (a, b, c, d) => {
      const result = overload.call(a, b, c, d);
      if (!Array.isArray(result)) return result;
      if (origin === "sum" && isEmpty(a)) return b;
      if (origin === "sum" && isEmpty(b)) return a;
      origins.set(result, origin);
      return result;
    },
  };
}

/** Adding an empty list gives the other one itself. */
function isEmpty(list: Value): boolean {
  return Array.isArray(list) && list.length === 0;
}
