import { describe, expect, it } from "vitest";
import type { Json } from "../json/value.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { atomOf } from "./atom.ts";
import { mergeTyped } from "./merge.ts";

const SET: Schema = { type: "array", listType: "set", items: { type: "string" } };
const TEXT: Schema = { type: "string" };
const SCHEMA: Schema = {
  type: "object",
  properties: {
    set: SET,
    parts: {
      type: "array",
      listType: "map",
      listMapKeys: ["port", "protocol"],
      items: {
        type: "object",
        properties: { port: { type: "integer" }, protocol: { type: "string", default: "TCP" }, note: TEXT },
      },
    },
    labels: { type: "object", additionalProperties: TEXT },
    whole: { type: "object", mapType: "atomic", additionalProperties: TEXT },
    any: { type: "object", preserveUnknownFields: true },
  },
};

const merge = (live: Json, config: Json) => mergeTyped(atomOf(SCHEMA), live, config);

describe("the elements of a set", () => {
  /** Recorded from kube-apiserver: the set of the object, that of the configuration, the result. */
  it.each([
    ["abc", "b", "abc"],
    ["abc", "cb", "acb"],
    ["abc", "ca", "bca"],
    ["abc", "xb", "axbc"],
    ["abc", "bx", "abcx"],
    ["abc", "xay", "xabcy"],
    ["abcd", "dxb", "acdxb"],
    ["abab", "b", "aba"],
    ["abab", "c", "ababc"],
    ["aab", "ba", "ba"],
    ["", "ab", "ab"],
    ["ab", "", "ab"],
    ["abcdef", "fxcya", "bdefxcya"],
    ["abc", "xyz", "abcxyz"],
    ["abcd", "bdac", "bdac"],
    ["eagfbc", "dyfxe", "agdyfbcxe"],
    ["dgbec", "yg", "dygbec"],
    ["afgbce", "aed", "afgbced"],
    ["fdgec", "xcyaf", "dgexcyaf"],
    ["efb", "fbygxc", "efbygxc"],
  ])("%j and %j come together as %j", (live, config, merged) => {
    expect(merge({ set: [...live] }, { set: [...config] })).toEqual({ set: [...merged] });
  });
});

describe("mergeTyped", () => {
  it.each<[string, Json, Json, Json]>([
    [
      "merges elements by their keys, one of which has a default",
      {
        parts: [
          { port: 1, note: "a" },
          { port: 1, protocol: "UDP" },
        ],
      },
      { parts: [{ port: 1, protocol: "TCP", note: "b" }] },
      {
        parts: [
          { port: 1, note: "b", protocol: "TCP" },
          { port: 1, protocol: "UDP" },
        ],
      },
    ],
    [
      "merges maps",
      { labels: { a: "1", b: "2" } },
      { labels: { b: "3", c: "4" } },
      { labels: { a: "1", b: "3", c: "4" } },
    ],
    ["replaces what is atomic", { whole: { a: "1" } }, { whole: { b: "2" } }, { whole: { b: "2" } }],
    [
      "replaces lists that nothing is known of",
      { any: { l: [1, 2], k: 1 } },
      { any: { l: [3] } },
      { any: { l: [3], k: 1 } },
    ],
    ["replaces a value of another form", { any: { l: 1 } }, { any: { l: { a: 1 } } }, { any: { l: { a: 1 } } }],
    [
      "keeps a map or list that null is merged into",
      { labels: { a: "1" }, set: ["a"] },
      { labels: null, set: null },
      { labels: { a: "1" }, set: ["a"] },
    ],
    ["tells empty from null", { labels: {}, set: null }, { labels: null, set: [] }, { labels: null, set: [] }],
    ["adds what is not there", {}, { labels: {}, set: [] }, { labels: {}, set: [] }],
    [
      "takes keys as they are called",
      { labels: JSON.parse('{"constructor":"1"}') },
      { labels: JSON.parse('{"__proto__":"2"}') },
      { labels: JSON.parse('{"constructor":"1","__proto__":"2"}') },
    ],
  ])("%s", (_what, live, config, merged) => {
    const result = merge(live, config);
    expect(result).toEqual(merged);
    expect(JSON.stringify(result)).toBe(JSON.stringify(merged));
  });

  it("gives the very same object where nothing changes", () => {
    const live = { parts: [{ port: 1 }], labels: { a: "1" }, set: ["a", "b"] };
    expect(merge(live, { parts: [{ port: 1 }], labels: { a: "1" }, set: ["b"] })).toBe(live);
  });

  it("shares what does not change", () => {
    const live = { parts: [{ port: 1 }], labels: { a: "1" } };
    const merged = merge(live, { labels: { a: "2" } }) as typeof live;
    expect(merged.parts).toBe(live.parts);
    expect(live.labels).toEqual({ a: "1" });
  });
});
