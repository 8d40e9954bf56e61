/**
 * CEL values at run time. JSON is evaluated as it is, without conversion:
 *
 * | CEL | JavaScript |
 * | --- | --- |
 * | null, bool, string | null, boolean, string (code points are counted, never UTF-16 units) |
 * | int | number when it is a safe integer, else bigint: `normalInt` keeps to that |
 * | double | Double, always: a bare number is always an int |
 * | uint | Uint |
 * | bytes | Uint8Array |
 * | list | readonly array |
 * | map | a plain JSON object (own keys only), or MapValue for a map made by CEL |
 * | everything else | a subclass of Typed |
 *
 * Errors are values inside evaluation (CelError); only a spent budget, what cel-go panics at, and a missing
 * authorization answer leave it as exceptions (EvaluationAborted, Pending), because nothing may absorb them.
 */
import { Boxed, Double } from "../json/value.ts";
import type { Type } from "./types.ts";
import { DURATION, DYN, mapOf, objectType, optionalOf, TIMESTAMP, TYPE, UINT } from "./types.ts";

export { Boxed, Double };

/** A value of CEL's own that is not represented by a bare JavaScript value. */
export abstract class Typed extends Boxed {
  /** The run-time type: parameters of lists, maps and optionals are `dyn`. */
  abstract readonly type: Type;
}

export type JsonObject = { readonly [key: string]: Value };
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[] | JsonObject | Boxed;

/** The result of evaluating: a value, or an error on its way up. */
export type Result = Value | CelError;

/** A run-time error. `message` is what users read; it never holds object contents. */
export class CelError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Thrown where evaluation ends at once and no operator may absorb it. `message` is the text of the result's error. */
export class EvaluationAborted extends Error {
  override readonly name: string = "EvaluationAborted";
}

/** Thrown when evaluation costs more than it may. Text as the API server has it. */
export class BudgetExceeded extends EvaluationAborted {
  override readonly name = "BudgetExceeded";
  constructor() {
    super("operation cancelled: actual cost limit exceeded");
  }
}

export class Uint extends Typed {
  readonly type = UINT;
  /** 0 to 2^64 - 1. */
  readonly value: bigint;
  constructor(value: bigint) {
    super();
    this.value = value;
  }
}

export class Timestamp extends Typed {
  readonly type = TIMESTAMP;
  /** Seconds since 1970-01-01T00:00:00Z, rounded down; year 1 to 9999. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanos: number;
  /** The offset that it was written with: only its text shows it. */
  readonly offsetMinutes: number;
  constructor(seconds: number, nanos: number, offsetMinutes = 0) {
    super();
    this.seconds = seconds;
    this.nanos = nanos;
    this.offsetMinutes = offsetMinutes;
  }
}

export class Duration extends Typed {
  readonly type = DURATION;
  /** An int64 of nanoseconds. */
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }
}

export class Optional extends Typed {
  static readonly TYPE = optionalOf(DYN);
  static readonly NONE = new Optional(undefined);
  readonly type = Optional.TYPE;
  readonly value: Value | undefined;
  private constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
  static of(value: Value): Optional {
    return new Optional(value);
  }
}

/** A type used as a value: `int`, `type(x)`. */
export class TypeValue extends Typed {
  readonly type = TYPE;
  readonly of: Type;
  constructor(of: Type) {
    super();
    this.of = of;
  }
}

/** Usually a string, bool, int or uint. cel-go takes anything else but bytes, too. */
export type MapKey = Exclude<Value, Uint8Array>;

/** What the entries of a map are found by: see `lookupKey`. */
export type LookupKey = MapKey;

/** A map made by a CEL expression. 1, 1u and 1.0 are different keys, but each finds what another has put there. */
export class MapValue extends Typed {
  static readonly TYPE = mapOf(DYN, DYN);
  readonly type = MapValue.TYPE;
  /** From lookup keys to `[the key as made, value]`. */
  readonly entries: ReadonlyMap<LookupKey, readonly [MapKey, Value]>;
  constructor(entries: ReadonlyMap<LookupKey, readonly [MapKey, Value]>) {
    super();
    this.entries = entries;
  }
}

/**
 * A value with named fields of a declared type: `variables`, `Object.spec{...}`, `JSONPatch{...}`.
 * `request` and `namespaceObject` are plain JSON objects.
 */
export abstract class StructValue extends Typed {
  abstract override readonly type: Type & { kind: "object" };
  /** The field's value; undefined when it is unset. May evaluate lazily. */
  abstract field(name: string, frame: Frame): Result | undefined;
}

/** A message made by a literal. */
export class Message extends StructValue {
  override readonly type: Type & { kind: "object" };
  readonly fields: ReadonlyMap<string, Value>;
  constructor(typeName: string, fields: ReadonlyMap<string, Value>) {
    super();
    this.type = objectType(typeName) as Type & { kind: "object" };
    this.fields = fields;
  }
  override field(name: string): Value | undefined {
    return this.fields.get(name);
  }
}

/** A library's opaque value (Quantity, IP, URL, ...). Two of different classes are never equal. */
export abstract class OpaqueValue extends Typed {
  /** What the cost model counts as its size: 1, but the bytes of a network address. */
  get costSize(): number {
    return 1;
  }
  /** Only ever asked of a value of the same class. */
  abstract equals(other: OpaqueValue): boolean | CelError;
}

/** The state of one evaluation. A compiled program itself holds none. */
export interface Frame {
  /** The variables of the environment by slot; undefined when the activation has none. */
  readonly vars: readonly (Value | undefined)[];
  /** Variables of comprehensions by slot. */
  readonly locals: Result[];
  /** Spent so far, in the units of Kubernetes' cost model. */
  cost: number;
  readonly limit: number;
  /** Elements, bytes and UTF-16 units that calls have gone through so far, whatever they cost. */
  work: number;
}

/** Adds to the cost. @throws BudgetExceeded */
export function charge(frame: Frame, cost: number): void {
  frame.cost += cost;
  if (frame.cost > frame.limit) throw new BudgetExceeded();
}

/** The one representation of an int: number when safe, bigint beyond. The value must be within int64. */
export function normalInt(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** True for a map that came as JSON. */
export function isJsonObject(value: Result): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Boxed) &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof CelError)
  );
}
