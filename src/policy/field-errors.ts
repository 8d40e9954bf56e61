/** Faults in the fields of a document, in the words and with the reasons of apimachinery's `field.Error`. */
import type { Issue } from "../cel/issue.ts";
import { goQuote } from "../kube/go-text.ts";

export type FieldErrorReason =
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "InternalError";

export interface FieldError {
  readonly reason: FieldErrorReason;
  /** `spec.validations[0].expression` */
  readonly field: string;
  /** What is wrong, with the offending value. */
  readonly message: string;
  /** Of an expression that does not compile: what is wrong where in it. */
  readonly issues?: readonly Issue[];
}

/**
 * The errors of one document, in the order found. Offending values are passed as they are to be printed: plain text
 * by `goQuote`, text of a named Go type and lists as JSON.
 */
export class FieldErrors {
  readonly #errors: FieldError[] = [];

  get all(): readonly FieldError[] {
    return this.#errors;
  }

  /** Those of `others` that are not here yet. */
  addNew({ all }: FieldErrors): void {
    const known = new Set(this.#errors.map(({ field, message }) => `${field}: ${message}`));
    this.#errors.push(...all.filter(({ field, message }) => !known.has(`${field}: ${message}`)));
  }

  required(field: string, detail = ""): void {
    this.#add("FieldValueRequired", field, "Required value", detail);
  }

  invalid(field: string, value: string, detail: string): void {
    this.#add("FieldValueInvalid", field, `Invalid value: ${value}`, detail);
  }

  notSupported(field: string, value: string, supported: readonly string[]): void {
    const detail = `supported values: ${supported.map(goQuote).join(", ")}`;
    this.#add("FieldValueNotSupported", field, `Unsupported value: ${value}`, detail);
  }

  duplicate(field: string, value: string): void {
    this.#add("FieldValueDuplicate", field, `Duplicate value: ${value}`, "");
  }

  forbidden(field: string, detail: string): void {
    this.#add("FieldValueForbidden", field, "Forbidden", detail);
  }

  tooLong(field: string, maxBytes: number): void {
    this.#add("FieldValueTooLong", field, "Too long", `may not be more than ${maxBytes} bytes`);
  }

  tooMany(field: string, count: number, max: number): void {
    this.#add("FieldValueTooMany", field, `Too many: ${count}`, `must have at most ${max} items`);
  }

  /** In words of its own. */
  plain(field: string, message: string): void {
    this.#errors.push({ reason: "FieldValueInvalid", field, message });
  }

  /** An expression that does not compile. */
  expression(
    field: string,
    source: string,
    error: { kind: "invalid" | "internal"; message: string; issues: readonly Issue[] },
  ): void {
    const { issues } = error;
    if (error.kind === "internal") this.#add("InternalError", field, "Internal error", error.message, issues);
    else this.#add("FieldValueInvalid", field, `Invalid value: ${goQuote(source)}`, error.message, issues);
  }

  #add(reason: FieldErrorReason, field: string, what: string, detail: string, issues?: readonly Issue[]): void {
    const message = detail === "" ? what : `${what}: ${detail}`;
    this.#errors.push({ reason, field, message, ...(issues === undefined ? {} : { issues }) });
  }
}
