/** Keys that JavaScript knows as properties of every object are keys like any other. */
import { describe, expect, it } from "vitest";
import type { Value } from "../../src/cel/values.ts";
import { parseJson } from "../../src/json/parse.ts";
import { compiled, outcomeOf } from "./outcome.ts";

const KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "valueOf", "__defineGetter__"];

/** Expressions over `object`, of whose keys KEY is one or is not. */
const EXPRESSIONS = [
  ...["object.KEY", "object['KEY']", "object[object.name]", "object.?KEY", "object[?'KEY']", "object[?object.name]"],
  ...[
    "has(object.KEY)",
    "has(object.KEY.KEY)",
    "'KEY' in object",
    "object.name in object",
    "object.?KEY.?KEY.hasValue()",
  ],
  ...["object.KEY.KEY", "object.KEY == 1", "object.KEY.KEY == 1", "object.all(k, k != 'KEY')", "object.map(k, k)"],
  ...["object.exists(k, k == 'KEY')", "object.exists(k, v, k == 'KEY' && v != null)", "object.filter(k, k == 'KEY')"],
  ...["object.transformMap(k, v, k)", "object.transformMapEntry(k, v, {k: k}).KEY", "object.transformList(k, v, k)"],
  ...[
    "object.size()",
    "object == object",
    "object == {}",
    "object == {'KEY': 1}",
    "object in [{'KEY': 1}]",
    "type(object.KEY)",
  ],
  ...[
    "{'KEY': 1}.KEY",
    "{'KEY': 1}['KEY']",
    "{'KEY': 1}[object.name]",
    "'KEY' in {'KEY': 1}",
    "object.name in {'KEY': 1}",
  ],
  ...["{object.name: 1}.KEY", "{object.name: 1}", "has({'KEY': 1}.KEY)", "{'KEY': 1}.?KEY", "{?'KEY': object.?KEY}"],
  ...[
    "{}.?KEY",
    "{}[?'KEY']",
    "'KEY' in {}",
    "has({}.KEY)",
    "{}.KEY",
    "{}['KEY']",
    "{'a': 1}.KEY",
    "{'a': 1}[object.name]",
  ],
  ...[
    "[1].KEY",
    "object.list.KEY",
    "has(object.list.KEY)",
    "object.list.?KEY",
    "object.list['KEY']",
    "object.list[?'KEY']",
  ],
  ...["object.name.KEY", "has(object.name.KEY)", "object.name['KEY']", "object.name.?KEY", "object.number.KEY"],
  ...[
    "has(object.number.KEY)",
    "object.nothing.KEY",
    "has(object.nothing.KEY)",
    "'KEY' in object.list",
    "KEY",
    "KEY()",
  ],
  ...[
    "object.KEY()",
    "object.list.map(KEY, KEY)",
    "object.list.exists(KEY, KEY == 1)",
    "object.list.all(i, KEY, KEY == 1)",
  ],
  ...[
    "Object{KEY: 1}",
    "Object{KEY: 1}.KEY",
    "has(Object{KEY: 1}.KEY)",
    "has(Object{}.KEY)",
    "Object{}.KEY",
    "Object.KEY{}",
  ],
  ...[
    "Object{KEY: Object.KEY{KEY: 1}} == Object{KEY: Object.KEY{KEY: 1}}",
    "dyn(Object{KEY: 1}).KEY",
    "JSONPatch{KEY: 1}",
  ],
  ...[
    "JSONPatch{}.KEY",
    "has(JSONPatch{}.KEY)",
    "request.KEY",
    "has(request.KEY)",
    "dyn(request).KEY",
    "has(dyn(request).KEY)",
  ],
  ...[
    "dyn(request).?KEY",
    "[object].map(o, o.KEY)",
    "[object].exists(o, has(o.KEY) && o.KEY != 2)",
    "[{'KEY': 1}].map(o, o.KEY)",
  ],
  ...["object.labels.all(k, object.labels[k] == k)", "object.labels.all(k, v, k == v)", "object.labels.KEY == 'KEY'"],
  ...[
    "'%s'.format([object.labels])",
    "'KEY'.format([])",
    "type(KEY)",
    "KEY{}",
    "object.list.transformMap(i, v, i).KEY",
  ],
];

/** JSON whose objects have the key, or not. */
function objects(key: string): readonly Value[] {
  const common = `"list": [1], "number": 1, "nothing": null, "name": "${key}"`;
  const texts = [
    `{${common}, "${key}": {"${key}": 1}, "labels": {"a": "a", "${key}": "${key}"}}`,
    `{${common}, "${key}": null, "labels": {"${key}": "a"}}`,
    `{${common}, "${key}": [1], "labels": {"${key}": {}}}`,
    `{${common}, "labels": {}}`,
    `{"${key}": 1}`,
    "{}",
    "[]",
    `"${key}"`,
  ];
  return texts.map((text) => parseJson(text));
}

/** Over every object, until the program is hot. */
function outcomes(source: string, key: string): unknown {
  const program = compiled(source);
  if (program === undefined) return "refused";
  const rounds = Array.from({ length: 20 }, () =>
    objects(key).map((object) => outcomeOf(program, [object, null, null, {}, null])),
  );
  for (const round of rounds) expect(round).toEqual(rounds[0]);
  return rounds[0];
}

/** A key that means nothing to anybody, of the same length and in the same place of the alphabet. */
function ordinary(key: string): string {
  return key.replace(/[a-z](?=_*$)/, "x");
}

function named(outcome: unknown, key: string): string {
  return JSON.stringify(outcome).replaceAll(key, "KEY");
}

describe.each(KEYS)("%s", (key) => {
  it.each(EXPRESSIONS)("in %s", (expression) => {
    const other = ordinary(key);
    const expected = named(outcomes(expression.replaceAll("KEY", other), other), other);
    expect(named(outcomes(expression.replaceAll("KEY", key), key), key)).toBe(expected);
  });
});
