import { Double, isObject, type Json, type JsonObject } from "./value.ts";

type Quote = (text: string) => string;

/** A list or object being written, and how far. */
interface Open {
  readonly items: readonly Json[] | JsonObject;
  /** Of an object; of a list undefined. */
  readonly keys: readonly string[] | undefined;
  next: number;
}

/**
 * Writes JSON such that `parseJson` reads the same again: a Double always has a fraction or an exponent (`1.0`).
 * @param quote how strings and keys are written
 * @throws RangeError for NaN and infinities, which JSON does not have
 */
export function stringifyJson(value: Json, quote: Quote = JSON.stringify): string {
  let out = "";
  const stack: Open[] = [];
  const begin = (item: Json): void => {
    if (Array.isArray(item)) {
      stack.push({ items: item, keys: undefined, next: 0 });
      out += "[";
    } else if (isObject(item)) {
      stack.push({ items: item, keys: Object.keys(item), next: 0 });
      out += "{";
    } else {
      out += scalar(item as Exclude<Json, readonly Json[]>, quote);
    }
  };
  begin(value);
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const { items, keys } = open;
    const length = (keys ?? (items as readonly Json[])).length;
    if (open.next === length) {
      stack.pop();
      out += keys === undefined ? "]" : "}";
      continue;
    }
    if (open.next > 0) out += ",";
    const key = keys?.[open.next];
    if (key !== undefined) out += `${quote(key)}:`;
    begin(key === undefined ? ((items as readonly Json[])[open.next] ?? null) : ((items as JsonObject)[key] ?? null));
    open.next++;
  }
  return out;
}

function scalar(value: Exclude<Json, readonly Json[]>, quote: Quote): string {
  if (typeof value === "string") return quote(value);
  return value instanceof Double ? showDouble(value.value) : String(value);
}

function showDouble(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError("JSON has no NaN and no infinities");
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return Number.isInteger(value) && !text.includes("e") ? `${text}.0` : text;
}

const HTML: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["\u2028", "\\u2028"],
  ["\u2029", "\\u2029"],
]);

/** A JSON string as Go's json.Marshal writes it: safe inside HTML and JavaScript. For `stringifyJson`'s `quote`. */
export function goJsonString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(/[<>&\u2028\u2029]/g, (char) => HTML.get(char) ?? char);
}
