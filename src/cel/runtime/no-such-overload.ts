/** The errors of a call whose arguments have types that the function does not take, in cel-go's words. */
import type { Value } from "../values.ts";
import { CelError } from "../values.ts";
import { typeNameOf } from "./type-of.ts";

/** Of an operator, a conversion between values, or an operand that should have been a bool. */
export const NO_SUCH_OVERLOAD = new CelError("no such overload");

/** Of a function with declared overloads: `no such overload: split(int, string)`. */
export function noSuchOverload(name: string, args: readonly Value[]): CelError {
  return new CelError(`no such overload: ${name}(${args.map(typeNameOf).join(", ")})`);
}
