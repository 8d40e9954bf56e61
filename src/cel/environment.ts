/** What an expression can refer to: variables, functions, types. Built by `cel/kubernetes.ts`, immutable afterwards. */
import type { Type } from "./types.ts";
import type { Result, Value } from "./values.ts";

/**
 * One signature of a function. For a member function the target is the first parameter.
 * `call` gets as many arguments as there are parameters, all of them values of the right type:
 * the evaluator has guarded them (parameters that are `dyn` or type parameters take anything; for lists, maps
 * and optionals only the outer type is guarded).
 */
export interface Overload {
  /** cel-go's or Kubernetes' overload id, unique in an environment. */
  readonly id: string;
  readonly member: boolean;
  readonly params: readonly Type[];
  readonly result: Type;
  readonly call: (a: Value, b: Value, c: Value, d: Value) => Result;
  /** The run-time cost of one call; 1 when absent. Gets the arguments, and the result, which may be an error. */
  readonly cost?: (args: readonly Value[], result: Result) => number;
}

export interface FunctionDecl {
  readonly name: string;
  readonly overloads: readonly Overload[];
}

/** A library: what one file in `cel/lib` exports. */
export interface Library {
  readonly name: string;
  readonly functions: readonly FunctionDecl[];
  /** Type names usable as identifiers, such as `net.IP` or `kubernetes.Quantity`. */
  readonly types?: readonly Type[];
}

/** Knows the fields of object types. Type names are those of `objectType(name)`. */
export interface TypeProvider {
  /** The type that can be named or created as `name{...}`; undefined if there is none. */
  findType(name: string): Type | undefined;
  /** The field's type; undefined if the type has no such field. */
  findField(typeName: string, field: string): Type | undefined;
  /** The names of a type's fields, empty where any name is possible; undefined if the type has no fields at all. */
  fieldNames(typeName: string): readonly string[] | undefined;
}

export interface VariableDecl {
  /** May be dotted: `authorizer.requestResource`. */
  readonly name: string;
  readonly type: Type;
  /** Where the variable stands in `frame.vars`. */
  readonly slot: number;
}

export interface Environment {
  readonly variables: ReadonlyMap<string, VariableDecl>;
  readonly functions: ReadonlyMap<string, FunctionDecl>;
  /** Identifiers that name types: `int`, `list`, `google.protobuf.Timestamp`, `net.IP`. */
  readonly typeNames: ReadonlyMap<string, Type>;
  readonly provider: TypeProvider;
  /** Whether map, list and message literals may only hold one type, as Kubernetes asks (dyn() lifts it). */
  readonly homogeneousLiterals: boolean;
}
