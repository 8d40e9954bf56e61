/** Calls of every function with a large text or list in each place that takes one. */
import type { Environment } from "../../src/cel/environment.ts";
import type { Type } from "../../src/cel/types.ts";
import { Random } from "../expressions/random.ts";
import { renderCall } from "../expressions/render.ts";
import { type Signature, signaturesOf } from "../expressions/signatures.ts";

const SMALL: { readonly [kind in Type["kind"]]?: string } = {
  bool: "true",
  int: "2",
  uint: "2u",
  double: "2.0",
  string: "'a'",
  bytes: "b'a'",
  null: "null",
  timestamp: "timestamp(0)",
  duration: "duration('1s')",
  list: "['a']",
  map: "{'a': 1}",
};
/** Of those that a function makes. */
const MADE: { readonly [name: string]: string } = {
  "kubernetes.Quantity": "quantity('1Ki')",
  "kubernetes.URL": "url('/a')",
  "kubernetes.Semver": "semver('1.2.3')",
  "kubernetes.NamedFormat": "format.dns1123Label()",
  "net.IP": "ip('::1')",
  "net.CIDR": "cidr('::/8')",
  optional_type: "optional.of('a')",
};
const LARGE: { readonly [kind in Type["kind"]]?: string } = {
  string: "object.text",
  list: "object.list",
  map: "object.map",
  typeParam: "object.list",
  dyn: "object.list",
  bytes: "bytes(object.text)",
};

/** One call for each place, and one with all places large. */
export function largeCalls(environment: Environment): readonly string[] {
  return signaturesOf(environment).flatMap((signature) => {
    const large = signature.params.flatMap((type, place) => (LARGE[type.kind] === undefined ? [] : [place]));
    const choices = large.length > 1 ? [...large.map((place) => [place]), large] : large.map((place) => [place]);
    return choices.map((places) => callWith(signature, places));
  });
}

function callWith(signature: Signature, places: readonly number[]): string {
  const args = signature.params.map(
    (type, place) => (places.includes(place) ? LARGE[type.kind] : small(type)) ?? "null",
  );
  return renderCall(signature, args, new Random(0));
}

function small(type: Type): string {
  if (type.kind === "opaque" || type.kind === "object") return MADE[type.name] ?? "null";
  return SMALL[type.kind] ?? "'a'";
}
