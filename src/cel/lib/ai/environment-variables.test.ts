import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import { BudgetExceeded, Optional } from "../../values.ts";
import { env, envNames } from "./environment-variables.ts";

const CONTAINER = json({
  name: "vllm",
  env: [
    { name: "A", value: "1" },
    { name: "A", value: "2" },
    { name: "EMPTY" },
    { name: "TOKEN", valueFrom: { secretKeyRef: { name: "hub", key: "token" } } },
    { name: "BASE", value: "/models" },
    { name: "PATH_OF", value: "$(BASE)/$(A)" },
    { name: "ESCAPED", value: "$$(BASE) $BASE $(LATER) $(BASE" },
    { name: "AUTH", value: "Bearer $(TOKEN)" },
    { name: "OPEN", value: "$(A)$() $x $(BASE $$ $(" },
    { name: "LATER", value: "x" },
    { name: "NULL", value: "v", valueFrom: null },
    null,
    { value: "nameless" },
    { name: 7, value: "seven" },
    { name: "NUMBER", value: 7 },
  ],
});

it.each<[name: string, value: string | undefined]>([
  ["A", "2"],
  ["EMPTY", ""],
  ["TOKEN", "$(TOKEN)"],
  ["PATH_OF", "/models/2"],
  ["ESCAPED", "$(BASE) $BASE $(LATER) $(BASE"],
  ["OPEN", "2$() $x $(BASE $ $("],
  ["AUTH", "Bearer $(TOKEN)"],
  ["NULL", "v"],
  ["NUMBER", ""],
  ["7", undefined],
  ["MISSING", undefined],
  ["constructor", undefined],
])("env(container, '%s')", (name, value) => {
  expect(env(CONTAINER, name)).toEqual(value === undefined ? Optional.NONE : Optional.of(value));
});

it("lists names once", () => {
  expect(envNames(CONTAINER).slice(0, 3)).toEqual(["A", "EMPTY", "TOKEN"]);
});

it.each<[source: string, result: unknown]>([
  ["env(pod.spec.containers[0], 'A').orValue('')", "2"],
  ["containers(pod).map(c, env(c, 'A').orValue('none'))", ["2"]],
  ["env(containers(pod)[0], 'MISSING').hasValue()", false],
  ["'LATER' in envNames(containers(pod)[0])", true],
  ["env({'env': [{'name': 'MADE', 'value': 'here'}]}, 'MADE').value()", "here"],
  ["env(null, 'A').hasValue()", false],
])("%s", (source, result) => {
  expect(resultOf(source, { pod: json({ spec: { containers: [CONTAINER] } }) })).toEqual(result);
});

it("does not take a user's container for one that the library has made", () => {
  const disguised = json({
    kind: "container",
    name: "a",
    image: "",
    path: "",
    index: 0,
    spec: {},
    env: [{ name: "LD_PRELOAD", value: "x.so" }],
  });
  expect(env(disguised, "LD_PRELOAD")).toEqual(Optional.of("x.so"));
});

it("ends the evaluation over variables that become too long to look at", () => {
  const doubling = Array.from({ length: 100 }, (_, i) => ({ name: `V${i + 1}`, value: `$(V${i})$(V${i})` }));
  const container = (length: number) =>
    json({ env: [{ name: "V0", value: "ten chars." }, ...doubling.slice(0, length)] });
  expect((env(container(10), "V10").value as string).length).toBe(10_240);
  expect(() => env(container(100), "V0")).toThrow(BudgetExceeded);
});
