/** Reads the fields of a document, collecting all faults. What is wrong is read as something empty. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";

export interface Fault {
  /** `spec.pods[0].path`; empty for the document. */
  readonly field: string;
  readonly message: string;
}

export class DocumentReader {
  readonly #object: JsonObject;
  readonly #at: string;
  readonly #faults: Fault[];

  constructor(object: JsonObject, at: string, faults: Fault[]) {
    this.#object = object;
    this.#at = at;
    this.#faults = faults;
  }

  /** Refuses all other fields. */
  only(...known: readonly string[]): this {
    for (const key of Object.keys(this.#object)) if (!known.includes(key)) this.fault(key, "unknown field");
    return this;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#object, field);
  }

  value(field: string): Json | undefined {
    return member(this.#object, field);
  }

  /** @param wanted what the pattern stands for */
  text(field: string, pattern?: RegExp, wanted = ""): string {
    const value = this.value(field);
    if (typeof value === "string" && (pattern === undefined || pattern.test(value))) return value;
    this.fault(
      field,
      value === undefined ? "required" : typeof value === "string" ? `must be ${wanted}` : "must be text",
    );
    return "";
  }

  texts(field: string, most: number, pattern?: RegExp, wanted = ""): readonly string[] {
    return this.list(field, most).map((value, i) => {
      if (typeof value === "string" && (pattern === undefined || pattern.test(value))) return value;
      this.fault(`${field}[${i}]`, typeof value === "string" ? `must be ${wanted}` : "must be text");
      return "";
    });
  }

  scalars(field: string, most: number): readonly (string | boolean)[] {
    return this.list(field, most).map((value, i) => {
      if (typeof value === "string" || typeof value === "boolean") return value;
      this.fault(`${field}[${i}]`, "must be text, true or false");
      return "";
    });
  }

  oneOf<const T extends string>(field: string, values: readonly T[]): T {
    const value = this.value(field);
    const known = values.find((each) => each === value);
    if (known === undefined) this.fault(field, `must be one of ${values.join(", ")}`);
    return known ?? (values[0] as T);
  }

  /** False if absent. */
  flag(field: string): boolean {
    const value = this.value(field) ?? false;
    if (typeof value !== "boolean") this.fault(field, "must be true or false");
    return value === true;
  }

  object(field: string): DocumentReader | undefined {
    return this.nested(field, this.value(field));
  }

  objects(field: string, most: number): readonly DocumentReader[] {
    const readers = this.list(field, most).map((value, i) => this.nested(`${field}[${i}]`, value));
    return readers.filter((reader) => reader !== undefined);
  }

  list(field: string, most: number): readonly Json[] {
    const value = this.value(field);
    if (!Array.isArray(value)) this.fault(field, value === undefined ? "required" : "must be a list");
    else if (value.length > most) this.fault(field, `must have no more than ${most} elements`);
    else return value;
    return [];
  }

  /** A reader of a value inside of this one. */
  nested(field: string, value: Json | undefined): DocumentReader | undefined {
    if (isObject(value)) return new DocumentReader(value, this.#path(field), this.#faults);
    this.fault(field, value === undefined ? "required" : "must be an object");
    return undefined;
  }

  fault(field: string, message: string): void {
    this.#faults.push({ field: this.#path(field), message });
  }

  #path(field: string): string {
    return this.#at === "" ? field : `${this.#at}.${field}`;
  }
}
