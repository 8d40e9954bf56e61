/** Reads the fields of a decoded document, whose types are known to be right. */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";

/** Absent text is empty, as in Go. */
export function textOf(object: JsonObject, field: string): string {
  return optionalText(object, field) ?? "";
}

export function optionalText(object: JsonObject, field: string): string | undefined {
  const value = member(object, field);
  return typeof value === "string" ? value : undefined;
}

export function objectOf(object: JsonObject, field: string): JsonObject | undefined {
  const value = member(object, field);
  return isObject(value) ? value : undefined;
}

export function textsOf(object: JsonObject, field: string): readonly string[] {
  return items(object, field).filter((item) => typeof item === "string");
}

export function objectsOf(object: JsonObject, field: string): readonly JsonObject[] {
  return items(object, field).filter(isObject);
}

/** The entries of a map from text to text, such as labels. */
export function textEntries(object: JsonObject, field: string): readonly [string, string][] {
  const entries = Object.entries(objectOf(object, field) ?? {});
  return entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

function items(object: JsonObject, field: string): readonly Json[] {
  const value = member(object, field);
  return Array.isArray(value) ? value : [];
}
