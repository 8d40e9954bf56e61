/**
 * Whether two objects are the same once the API server has read them: a webhook's result is compared as what becomes of
 * it. The server does to the result of any webhook, and nothing else is forgiven here:
 *
 * - it fills in defaults: a part that is recorded as such may be missing;
 * - of a built-in kind it reads the fields into Go's structs and writes them again: a field that is null or zero is as
 *   good as none, unless a zero means something else there than nothing (a pointer in Go); integers are cut to the width
 *   of their field; quantities are written in one way;
 * - it takes the `stringData` of a Secret as `data`.
 *
 * Custom resources are compared exactly.
 */
import { sameJson } from "../../src/json/equal.ts";
import { parsePointer } from "../../src/json/pointer.ts";
import { isObject, type Json, type JsonObject, member } from "../../src/json/value.ts";
import { type GoField, type GoStruct, type GoType, goStruct } from "../../src/kube/go-types.ts";
import { parseQuantity } from "../../src/kube/quantity.ts";
import { canonicalQuantity } from "../../src/kube/quantity-text.ts";
import { definitionName } from "../../src/kube/schema/built-in.ts";
import { parseApiVersion } from "../../src/matching/request.ts";

/** @param defaulted JSON pointers into the expected object */
export function sameAfterWebhook(got: JsonObject, expected: JsonObject, defaulted: readonly string[]): boolean {
  // Parts within parts come later, so that one that is missing takes its own with it.
  const wanted = defaulted.reduce(
    (object, pointer) => withoutDefault(object, got, parsePointer(pointer) ?? []),
    expected,
  );
  return sameJson(settled(got), settled(wanted));
}

/** The expected object without a part that the other one does not have. */
function withoutDefault(expected: JsonObject, got: Json | undefined, path: readonly string[]): JsonObject;
function withoutDefault(expected: Json, got: Json | undefined, path: readonly string[]): Json;
function withoutDefault(expected: Json, got: Json | undefined, [token, ...rest]: readonly string[]): Json {
  if (token === undefined) return expected;
  if (Array.isArray(expected)) {
    const index = Number(token);
    const inner = Array.isArray(got) ? got[index] : undefined;
    return expected.map((item: Json, i) => (i === index ? withoutDefault(item, inner, rest) : item));
  }
  if (!isObject(expected) || !Object.hasOwn(expected, token)) return expected;
  const inner = member(got, token);
  if (rest.length > 0) return { ...expected, [token]: withoutDefault(expected[token] as Json, inner, rest) };
  if (inner !== undefined) return expected;
  const { [token]: _default, ...others } = expected;
  return others;
}

function settled(object: JsonObject): Json {
  const { group, version } = parseApiVersion(String(object["apiVersion"]));
  const definition = definitionName(group, version, String(object["kind"]));
  const struct = definition === undefined ? undefined : goStruct(definition);
  if (struct === undefined) return object;
  return settledStruct(struct, definition === "core.v1.Secret" ? withStringData(object) : object);
}

function withStringData({ stringData, ...secret }: JsonObject): JsonObject {
  if (!isObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString("base64")]);
  const data = secret["data"];
  return { ...secret, data: { ...(isObject(data) ? data : {}), ...Object.fromEntries(encoded) } };
}

function settledStruct(struct: GoStruct, value: JsonObject): Json {
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const field = struct.field(key);
    if (field === undefined) return [[key, item]];
    const result = settledValue(field.type, item);
    return isNothing(field, result) ? [] : [[key, result]];
  });
  return Object.fromEntries(entries);
}

function isNothing({ isPointer }: GoField, value: Json): boolean {
  if (value === null) return true;
  if (isPointer) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || value === false;
}

function settledValue(type: GoType, value: Json): Json {
  if (type.kind === "struct") return isObject(value) ? settledStruct(type.struct, value) : value;
  if (type.kind === "list" && Array.isArray(value)) return value.map((item: Json) => settledValue(type.element, item));
  if (type.kind === "map" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settledValue(type.element, item)]));
  }
  if (type.kind === "int32" && typeof value === "number") return Number(BigInt.asIntN(32, BigInt(value)));
  if (type.name === "resource.Quantity" && (typeof value === "string" || typeof value === "number")) {
    const quantity = parseQuantity(String(value));
    return typeof quantity === "string" ? value : canonicalQuantity(quantity);
  }
  return value;
}
