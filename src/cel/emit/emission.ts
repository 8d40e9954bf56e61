import type { Expr } from "../ast.ts";
import type { Context } from "../compile/context.ts";
import type { Type } from "../types.ts";
import { SourceWriter } from "./source-writer.ts";

/** The result of an emitted part: a JavaScript expression without effects, and what is known about its value. */
export interface Operand {
  readonly code: string;
  readonly kind: "bool" | "number" | "string" | "list" | "any";
  /** It came with a variable of JSON, so that there is no value of CEL's own in it but doubles. */
  readonly json: boolean;
}

export const bool = (code: string): Operand => ({ code, kind: "bool", json: false });
export const number = (code: string): Operand => ({ code, kind: "number", json: false });

/** The state of emitting one expression. Parts that are not emitted are called as compiled steps. */
export class Emission {
  readonly context: Context;
  readonly writer = new SourceWriter();
  readonly #emit: (emission: Emission, expr: Expr) => Operand;
  readonly #locals = new Map<string, Operand>();
  readonly #globals = new Map<number, boolean>();
  #calls = 0;

  constructor(context: Context, emit: (emission: Emission, expr: Expr) => Operand) {
    this.context = context;
    this.#emit = emit;
  }

  emit(expr: Expr): Operand {
    return this.#emit(this, expr);
  }

  emitBool(expr: Expr): string {
    const { code, kind } = this.emit(expr);
    if (kind !== "bool") this.writer.giveUpIf(`typeof ${code} !== "boolean"`);
    return code;
  }

  /** The operand as one that is a string. */
  emitString(expr: Expr): string {
    const { code, kind } = this.emit(expr);
    if (kind !== "string") this.writer.giveUpIf(`typeof ${code} !== "string"`);
    return code;
  }

  emitNumber(expr: Expr): string {
    const { code, kind } = this.emit(expr);
    if (kind !== "number") this.writer.giveUpIf(`typeof ${code} !== "number"`);
    return code;
  }

  /** Calls the compiled step of an expression, which charges the frame itself. */
  callStep(expr: Expr): Operand {
    const { writer } = this;
    this.#calls++;
    writer.settle();
    writer.line("frame.cost = cost;");
    const result = writer.temp(`${writer.constant(this.context.step(expr))}(frame)`);
    writer.line("cost = frame.cost;");
    writer.giveUpIf(`${result} instanceof CelError`);
    return { code: result, kind: "any", json: false };
  }

  /** How many steps have been called so far: these may ask for local variables in the frame. */
  get calls(): number {
    return this.#calls;
  }

  local(name: string): Operand | undefined {
    return this.#locals.get(name);
  }

  /** Emits a part in which a name stands for the variable of a loop. */
  within<T>(name: string, operand: Operand, part: () => T): T {
    const outer = this.#locals.get(name);
    this.#locals.set(name, operand);
    try {
      return part();
    } finally {
      if (outer === undefined) this.#locals.delete(name);
      else this.#locals.set(name, outer);
    }
  }

  /**
   * The variable of the environment that stands in a slot.
   * @param struct whether it may have fields in its own way; otherwise it is JSON, or the function gives up
   */
  global(slot: number, struct: boolean): string {
    const name = `g${slot}`;
    this.#globals.set(slot, struct);
    return name;
  }

  isStruct(code: string): boolean {
    return code.startsWith("g") && this.#globals.get(Number(code.slice(1))) === true;
  }

  /** The field of a struct, which may charge the frame when it is first asked for. */
  field(code: string, key: string): string {
    const { writer } = this;
    writer.settle();
    writer.line("frame.cost = cost;");
    const value = writer.temp(`field(${code}, ${writer.constant(key)}, frame)`);
    writer.line("cost = frame.cost;");
    return value;
  }

  get globals(): ReadonlyMap<number, boolean> {
    return this.#globals;
  }

  typeOf(expr: Expr): Type {
    return this.context.typeOf(expr);
  }
}
