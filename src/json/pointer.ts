/** JSON pointers (RFC 6901). */
import { isObject, type Json, member } from "./value.ts";

/** One reference token in a pointer: `~` is written `~0`, `/` is written `~1`. */
export function escapeToken(token: string): string {
  if (!token.includes("~") && !token.includes("/")) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function unescapeToken(token: string): string {
  return !token.includes("~") ? token : token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** `["a", "b/c"]` to `/a/b~1c`; no tokens to the empty pointer, which is the whole document. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(String(token))}`).join("");
}

/** The inverse of `formatPointer`; undefined for text that neither is empty nor starts with `/`. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === "") return [];
  return pointer.startsWith("/") ? pointer.slice(1).split("/").map(unescapeToken) : undefined;
}

/** The index that a token is in a list: `0`, `12`, but not `-`, `01` or `1.0`. */
export function listIndex(token: string): number | undefined {
  return /^(0|[1-9][0-9]{0,14})$/.test(token) ? Number(token) : undefined;
}

/** The value at a pointer; undefined where there is none. */
export function getPointer(document: Json, pointer: string): Json | undefined {
  const tokens = parsePointer(pointer);
  if (tokens === undefined) return undefined;
  let value: Json | undefined = document;
  for (const token of tokens) value = child(value, token);
  return value;
}

function child(value: Json | undefined, token: string): Json | undefined {
  if (isObject(value)) return member(value, token);
  if (!Array.isArray(value)) return undefined;
  const index = listIndex(token);
  return index === undefined ? undefined : value[index];
}
