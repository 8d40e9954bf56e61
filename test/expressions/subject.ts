/** What generated expressions are about, and the paths that lead into it. */
import type { Type } from "../../src/cel/types.ts";
import { BOOL, DYN, INT, listOf, mapOf, STRING } from "../../src/cel/types.ts";

/** JSON text, by variable. */
export const SUBJECT = `{
  "object": {
    "kind": "Pod", "n": 3, "zero": 0, "big": 9007199254740993, "f": 1.5, "whole": 2.0, "t": true, "nil": null,
    "s": "text", "empty": "", "uni": "a😀é日", "long": "aaaaaaaaaabbbbbbbbbbcccccccccc",
    "ints": [3, 1, 2], "strings": ["b", "a", "c"], "doubles": [1.5, 0.5], "none": [], "nested": [[1, 2], [], [3]],
    "mixed": [1, "a", null, [2], {"x": 1}, 1.5, true], "nothing": {}, "single": {"k": "v"}, "number": {"k": 7},
    "labels": {"app": "web", "constructor": "c", "__proto__": "p", "toString": "t", "length": "l", "hasOwnProperty": "h"},
    "items": [{"name": "one", "port": 80}, {"name": "two", "tags": {"a": "b"}, "port": 443}],
    "time": "2024-02-29T12:34:56Z", "wait": "1h30m", "memory": "1.5Gi", "count": "42", "address": "10.0.0.1"
  },
  "oldObject": {"n": 2, "s": "old", "labels": {"app": "web"}},
  "params": {"limit": 5, "allowed": ["a", "b"], "max": "2Gi"},
  "request": {
    "name": "web", "namespace": "team", "operation": "UPDATE", "dryRun": false, "subResource": "",
    "kind": {"group": "", "version": "v1", "kind": "Pod"}, "resource": {"group": "", "version": "v1", "resource": "pods"},
    "userInfo": {"username": "ann", "groups": ["dev", "ops"], "extra": {"k": ["v"]}}
  },
  "namespaceObject": {"metadata": {"name": "team", "labels": {"tier": "gold"}, "generation": 2}, "spec": {"finalizers": ["x"]}}
}`;

export interface Path {
  readonly text: string;
  readonly type: Type;
}

function paths(type: Type, ...texts: readonly string[]): readonly Path[] {
  return texts.map((text) => ({ text, type }));
}

/** What the checker knows the type of. */
export const TYPED_PATHS: readonly Path[] = [
  ...paths(STRING, "request.name", "request.operation", "request.kind.kind", "request.userInfo.username"),
  ...paths(STRING, "request.userInfo.uid", "namespaceObject.metadata.name", "request.resource.resource"),
  ...paths(STRING, "namespaceObject.metadata.labels.tier", "namespaceObject.metadata.labels['none']"),
  ...paths(BOOL, "request.dryRun"),
  ...paths(INT, "namespaceObject.metadata.generation"),
  ...paths(listOf(STRING), "request.userInfo.groups", "namespaceObject.spec.finalizers"),
  ...paths(mapOf(STRING, STRING), "namespaceObject.metadata.labels"),
  ...paths(mapOf(STRING, listOf(STRING)), "request.userInfo.extra"),
  ...paths(DYN, "request.options"),
];

/** What is there, though the checker does not know its type. */
export const DYN_PATHS: readonly Path[] = [
  ...paths(INT, "object.n", "object.zero", "object.big", "object.ints[0]", "object.items[0].port", "params.limit"),
  ...paths(INT, "object['n']", "oldObject.n", "object.items[object.zero].port", "object.number.k"),
  ...paths({ kind: "double" }, "object.f", "object.whole", "object.doubles[1]"),
  ...paths(BOOL, "object.t"),
  ...paths({ kind: "null" }, "object.nil", "object.mixed[2]"),
  ...paths(STRING, "object.s", "object.empty", "object.uni", "object.long", "object.kind", "object.labels.app"),
  ...paths(STRING, "object.labels['constructor']", "object.labels.__proto__", "object.items[1].tags.a", "object.time"),
  ...paths(STRING, "object.wait", "object.memory", "object.count", "object.address", "params.max", "object.strings[1]"),
  ...paths(listOf(INT), "object.ints", "object.nested[0]"),
  ...paths(listOf(STRING), "object.strings", "params.allowed"),
  ...paths(listOf({ kind: "double" }), "object.doubles"),
  ...paths(listOf(listOf(INT)), "object.nested"),
  ...paths(listOf(DYN), "object.mixed", "object.none", "object.items"),
  ...paths(mapOf(STRING, STRING), "object.labels", "object.single", "object.items[1].tags", "object.nothing"),
  ...paths(mapOf(STRING, INT), "object.number"),
  ...paths(DYN, "object", "object.items[0]", "params", "oldObject", "object.mixed[4]"),
  ...paths(DYN, "object.missing", "object.s.x", "object.nil.x", "object.items[5]", "object.items['a']", "object.n[0]"),
  ...paths(
    DYN,
    "object.labels.none",
    "object.none[0]",
    "object.mixed[1.0]",
    "object.items[0u].name",
    "object.items[-1]",
  ),
];

/** Ranges of comprehensions: no map of several entries, whose order Go leaves to chance. */
export const RANGES: readonly Path[] = [
  ...DYN_PATHS.filter(({ type }) => type.kind === "list"),
  ...TYPED_PATHS.filter(({ type }) => type.kind === "list" || type.kind === "map"),
  ...paths(mapOf(STRING, STRING), "object.single", "object.nothing", "object.items[1].tags"),
  ...paths(mapOf(STRING, INT), "object.number"),
  ...paths(DYN, "object.n", "object.s", "object.nil", "object.missing"),
];

/** Names of fields, for selecting what may not be there. */
export const FIELDS: readonly string[] = [
  ...["n", "s", "nil", "k", "x", "app", "labels", "items", "missing", "name", "constructor", "__proto__", "toString"],
  ...["length", "hasOwnProperty", "valueOf", "tags", "a", "size"],
];
