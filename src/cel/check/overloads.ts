import type { Overload } from "../environment.ts";
import type { Type } from "../types.ts";
import { DYN } from "../types.ts";
import { areAssignable, isDyn, sameType } from "./assignable.ts";
import { instantiate, type Substitution } from "./substitution.ts";

/** What a call may go to, and what it gives. */
export interface Resolution {
  readonly overloads: readonly string[];
  readonly type: Type;
}

/**
 * All the overloads that take the arguments. The first decides the result's type; it is `dyn` when another
 * overload that may be called gives a different one.
 */
export function resolveOverloads(
  substitution: Substitution,
  overloads: readonly Overload[],
  args: readonly Type[],
  member: boolean,
): Resolution | undefined {
  const ids: string[] = [];
  let result: Type | undefined;
  for (const overload of overloads) {
    if (overload.member !== member) continue;
    const signature = withFreshParams(substitution, overload);
    if (!areAssignable(substitution, args, signature.params)) continue;
    ids.push(overload.id);
    const type = substitution.apply(signature.result, false);
    if (result === undefined) result = type;
    else if (!isDyn(result) && !sameType(substitution, type, result)) result = DYN;
  }
  return result === undefined ? undefined : { overloads: ids, type: result };
}

interface Signature {
  readonly params: readonly Type[];
  readonly result: Type;
}

function withFreshParams(substitution: Substitution, overload: Overload): Signature {
  const names = typeParamsOf(overload);
  if (names.length === 0) return overload;
  const fresh = new Map(names.map((name) => [name, substitution.fresh()]));
  return {
    params: overload.params.map((param) => instantiate(param, fresh)),
    result: instantiate(overload.result, fresh),
  };
}

const typeParams = new WeakMap<Overload, readonly string[]>();

function typeParamsOf(overload: Overload): readonly string[] {
  let names = typeParams.get(overload);
  if (names === undefined) {
    const found = new Set<string>();
    for (const type of [overload.result, ...overload.params]) collectTypeParams(type, found);
    names = [...found];
    typeParams.set(overload, names);
  }
  return names;
}

function collectTypeParams(type: Type, names: Set<string>): void {
  switch (type.kind) {
    case "typeParam":
      names.add(type.name);
      break;
    case "list":
      collectTypeParams(type.element, names);
      break;
    case "map":
      collectTypeParams(type.key, names);
      collectTypeParams(type.value, names);
      break;
    case "opaque":
      for (const param of type.params) collectTypeParams(param, names);
      break;
    case "type":
      if (type.of !== undefined) collectTypeParams(type.of, names);
      break;
  }
}
