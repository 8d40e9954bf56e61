/** How kube-apiserver reads JSON strictly into Go's structs, after a JSON Patch (sigs.k8s.io/json). */
import { Double, type Json, type JsonObject } from "../json/value.ts";
import type { GoField, GoStruct, GoType } from "../kube/go-types.ts";
import { base64Fault } from "./base64.ts";
import { kindOf, type Misfit, readCustom } from "./custom-types.ts";
import type { Reader } from "./typed-object.ts";

/** Ends the reading: errors of types that read JSON in their own way are told before any other. */
export class FatalReadError extends Error {
  override readonly name = "FatalReadError";
}

export class StrictReader implements Reader {
  /** For unknown fields: `spec`, `.containers`, `[0]`. */
  readonly #place: string[] = [];
  /** For values that do not fit: fields alone, and the struct that the last one belongs to. */
  readonly #fields: { readonly struct: GoStruct; readonly path: string }[] = [];
  readonly #unknown: string[] = [];
  #mismatch: string | undefined;
  readonly #isField: boolean[] = [];
  readonly #untouched: ReadonlySet<Json> | undefined;

  /**
   * @param untouched objects whose keys are read in their own order, those of all others being sorted; absent: no key
   *   comes before another for a reason
   */
  constructor(untouched?: ReadonlySet<Json>) {
    this.#untouched = untouched;
  }

  /** What is wrong, if anything is; the first value that does not fit, else all fields that there are not. */
  get fault(): string | undefined {
    if (this.#mismatch !== undefined) return this.#mismatch;
    if (this.#unknown.length === 0) return undefined;
    return `strict decoding error: ${this.#unknown.map((field) => `unknown field "${field}"`).join(", ")}`;
  }

  /** The order matters once there is a fault: then the object is read again, with what the patch did not go through. */
  inOrder(object: JsonObject): readonly string[] {
    const keys = Object.keys(object);
    return this.#untouched === undefined || this.#untouched.has(object) ? keys : keys.sort();
  }

  scalar(value: Json, type: GoType): Json | undefined {
    switch (type.kind) {
      case "string":
        if (typeof value === "string") return value;
        break;
      case "bool":
        if (typeof value === "boolean") return value;
        break;
      case "bytes":
        if (typeof value === "string") return this.#bytes(value);
        if (Array.isArray(value)) return this.#byteList(value);
        break;
      case "float64":
        if (isNumber(value)) return value;
        break;
      default:
        return this.#integer(value, type);
    }
    this.mismatch(value, type);
    return undefined;
  }

  custom(value: Json, type: GoType): Json {
    const result = readCustom(value, type.name);
    if (typeof result === "string") throw new FatalReadError(result);
    if ("misfit" in result) throw new FatalReadError(this.#describe(result.misfit));
    return result.value;
  }

  mismatch(value: Json, type: GoType): void {
    this.#misfits({ value: kindOf(value, false), type: type.name });
  }

  unknownField(key: string): void {
    this.#unknown.push([...this.#place, key].join(".").replaceAll(".[", "["));
  }

  enter(struct: GoStruct, key: string, { path }: GoField): void {
    this.#place.push(key);
    this.#fields.push({ struct, path });
    this.#isField.push(true);
  }

  enterIndex(index: number): void {
    this.#place.push(`[${index}]`);
    this.#isField.push(false);
  }

  enterKey(key: string): void {
    this.#place.push(key);
    this.#isField.push(false);
  }

  leave(): void {
    this.#place.pop();
    if (this.#isField.pop() === true) this.#fields.pop();
  }

  #integer(value: Json, type: GoType): Json | undefined {
    const isInt64 = typeof value === "number" || typeof value === "bigint";
    if (isInt64 && (type.kind === "int64" || Number(value) === (Number(value) | 0))) return value;
    this.#misfits({ value: kindOf(value, isNumber(value)), type: type.name });
    return undefined;
  }

  #bytes(value: string): Json | undefined {
    const fault = base64Fault(value);
    if (fault === undefined) return value;
    this.#mismatch ??= fault;
    return undefined;
  }

  /** A list of numbers is taken, too. */
  #byteList(value: readonly Json[]): Json {
    const bytes = value.map((item) => {
      if (typeof item === "number" && item >= 0 && item <= MAX_BYTE) return item;
      if (item !== null) this.#misfits({ value: kindOf(item, isNumber(item)), type: "uint8" });
      return 0;
    });
    return Buffer.from(bytes).toString("base64");
  }

  #misfits(misfit: Misfit): void {
    this.#mismatch ??= this.#describe(misfit);
  }

  #describe({ value, type }: Misfit): string {
    const struct = this.#fields.at(-1)?.struct.name.split(".").at(-1) ?? "";
    const path = this.#fields.map((field) => field.path).join(".");
    return `json: cannot unmarshal ${value} into Go struct field ${struct}.${path} of type ${type}`;
  }
}

const MAX_BYTE = 255;

function isNumber(value: Json): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}
