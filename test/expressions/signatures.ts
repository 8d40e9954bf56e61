/** The overloads of an environment by what they give. */
import type { Environment, Overload } from "../../src/cel/environment.ts";
import type { Type } from "../../src/cel/types.ts";
import { DYN, INT, STRING } from "../../src/cel/types.ts";

export interface Signature extends Pick<Overload, "id" | "member" | "params" | "result"> {
  readonly name: string;
}

/** What type parameters stand for. */
export type Bindings = Map<string, Type>;

/** What an expression can call; of the library of authorizations, which asks the cluster, nothing. */
export function signaturesOf(environment: Environment): readonly Signature[] {
  return [...environment.functions.values()].flatMap(({ name, overloads }) =>
    overloads.filter((overload) => isCallable(name, overload)).map((overload) => ({ name, ...overload })),
  );
}

function isCallable(name: string, { params }: Overload): boolean {
  const internal = name.includes("@") && name !== "@in";
  return !internal && !params.some((type) => "name" in type && type.name.startsWith("kubernetes.authorization."));
}

/** What the parameters of `pattern` must be for it to be `type`; undefined if it never is. */
export function match(pattern: Type, type: Type, bindings: Bindings = new Map()): Bindings | undefined {
  if (pattern.kind === "typeParam") {
    return bindings.has(pattern.name) ? undefined : bindings.set(pattern.name, type);
  }
  if (pattern.kind === "list" && type.kind === "list") return match(pattern.element, type.element, bindings);
  if (pattern.kind === "map" && type.kind === "map") {
    return match(pattern.key, type.key, bindings) && match(pattern.value, type.value, bindings);
  }
  if (pattern.kind === "opaque" && type.kind === "opaque" && pattern.name === type.name) {
    const [inner, wanted] = [pattern.params[0], type.params[0]];
    return inner === undefined || wanted === undefined ? bindings : match(inner, wanted, bindings);
  }
  if (pattern.kind === "object") return type.kind === "object" && pattern.name === type.name ? bindings : undefined;
  return pattern.kind === type.kind && pattern.kind !== "opaque" ? bindings : undefined;
}

/** The type with its parameters replaced; `choose` decides on those that are free, once for each. */
export function bind(type: Type, bindings: Bindings, choose: () => Type): Type {
  switch (type.kind) {
    case "typeParam": {
      const bound = bindings.get(type.name) ?? choose();
      bindings.set(type.name, bound);
      return bound;
    }
    case "list":
      return { kind: "list", element: bind(type.element, bindings, choose) };
    case "map":
      return { kind: "map", key: bind(type.key, bindings, keyOf), value: bind(type.value, bindings, choose) };
    case "opaque":
      return { ...type, params: type.params.map((param) => bind(param, bindings, choose)) };
    default:
      return type;
  }
}

const keyOf = () => STRING;

/** What the elements, or the keys and values, of a range are bound to. */
export function elementsOf(range: Type): { readonly one: Type; readonly two: readonly [Type, Type] } {
  if (range.kind === "list") return { one: range.element, two: [INT, range.element] };
  if (range.kind === "map") return { one: range.key, two: [range.key, range.value] };
  return { one: DYN, two: [DYN, DYN] };
}
