import { describe, expect, it } from "vitest";
import { compiled, constant, inputsOf, policyOf, readVariable } from "../../test/support/policies.ts";
import { CelError, type Result } from "../cel/values.ts";
import type { Compiled, CompiledValidatingPolicy } from "../policy/model.ts";
import type { Outcome } from "./outcome.ts";
import { validate } from "./validate.ts";

function outcomeOf(policy: Partial<CompiledValidatingPolicy>): Outcome {
  return validate(policyOf(policy), inputsOf());
}

/** The messages of all decisions; of those that admit, `-`. */
function told(policy: Partial<CompiledValidatingPolicy>): string[] {
  return outcomeOf(policy).decisions.map(({ action, message }) => (action === "admit" ? `-${message}` : message));
}

const condition = (name: string, result: Result, cost?: number) => ({ name, ...constant(result, cost) });
const fails = { ...constant(false), message: "no" };
const error = new CelError("no such key: x");
const ERROR = "expression 'failing' resulted in error: no such key: x";
const OUT_OF_BUDGET = "validation failed due to running out of cost budget, no further validation rules will be run";

describe("match conditions", () => {
  it.each<[title: string, conditions: [string, Result][], decisions: string[]]>([
    ["none", [], ["no"]],
    [
      "all true",
      [
        ["a", true],
        ["b", true],
      ],
      ["no"],
    ],
    [
      "one false",
      [
        ["a", true],
        ["b", false],
      ],
      [],
    ],
    [
      "a false one before an error",
      [
        ["a", false],
        ["b", error],
      ],
      [],
    ],
    [
      "a false one after an error",
      [
        ["a", error],
        ["b", false],
      ],
      [],
    ],
    [
      "an error",
      [
        ["a", error],
        ["b", true],
      ],
      [ERROR],
    ],
    [
      "equal errors once",
      [
        ["a", error],
        ["b", error],
      ],
      [ERROR],
    ],
    [
      "different errors",
      [
        ["a", error],
        ["b", new CelError("no such key: y")],
      ],
      [`[${ERROR}, expression 'failing' resulted in error: no such key: y]`],
    ],
  ])("%s", (_title, conditions, decisions) => {
    const matchConditions = conditions.map(([name, result]) => condition(name, result));
    expect(told({ matchConditions, validations: [fails] })).toEqual(decisions);
  });

  it("names the one that is false", () => {
    const matchConditions = [condition("a", true), condition("b", false), condition("c", false)];
    expect(outcomeOf({ matchConditions, validations: [fails] }).skippedBy).toBe("b");
  });

  it("sees no namespace", () => {
    const sees = compiled("sees", (slots) => slots("namespaceObject") === null);
    const policy = policyOf({ matchConditions: [{ name: "a", ...sees }], validations: [fails] });
    expect(validate(policy, inputsOf({ metadata: { name: "shop" } })).decisions).toHaveLength(1);
  });

  it.each([
    ["Fail", [OUT_OF_BUDGET]],
    ["Ignore", [`-${OUT_OF_BUDGET}`]],
  ] as const)("have a budget of their own: %s", (failurePolicy, decisions) => {
    const matchConditions = ["a", "b", "c"].map((name) => condition(name, name !== "a", 900_000));
    expect(told({ failurePolicy, matchConditions, validations: [fails] })).toEqual(decisions);
  });
});

describe("validations", () => {
  it("are all evaluated, in order", () => {
    const validations = [constant(true), { ...fails, reason: "Forbidden" as const }, constant(error), fails];
    const { decisions } = outcomeOf({ validations });
    expect(decisions).toEqual([
      { action: "admit", evaluation: "admit", message: "" },
      { action: "deny", evaluation: "deny", message: "no", reason: "Forbidden" },
      { action: "deny", evaluation: "error", message: ERROR },
      { action: "deny", evaluation: "deny", message: "no" },
    ]);
  });

  it("admit on errors when these are ignored, but not on failures", () => {
    expect(told({ failurePolicy: "Ignore", validations: [constant(error), fails] })).toEqual([`-${ERROR}`, "no"]);
  });

  it("run out of budget together", () => {
    const validations = Array.from({ length: 11 }, () => constant(true, 950_000));
    expect(told({ validations })).toEqual([OUT_OF_BUDGET]);
  });
});

describe("messages", () => {
  const withMessage = (messageExpression: Compiled) => ({ validations: [{ ...fails, messageExpression }] });
  it.each<[title: string, result: Result, message: string]>([
    ["a text", "computed", "computed"],
    ["a text with space around it", " \n computed\t", "computed"],
    ["a text of several lines", "a\nb", "no"],
    ["an empty text", "", "no"],
    ["a blank text", " \u0085\u00a0 ", "no"],
    ["no text", 1, "no"],
    ["an error", error, "no"],
    ["5120 bytes", "é".repeat(2560), "é".repeat(2560)],
    ["5121 bytes", `${"é".repeat(2560)}x`, "no"],
  ])("%s", (_title, result, message) => {
    expect(told(withMessage(constant(result)))).toEqual([message]);
  });

  it("fall back to the expression", () => {
    expect(told({ validations: [compiled("  a ==\n b ", () => false)] })).toEqual(["failed expression: a ==\n b"]);
    expect(told({ validations: [{ ...constant(false), message: "  " }] })).toEqual(["failed expression: false"]);
  });

  it("cannot ask for permissions", () => {
    const asks = compiled("asks", (slots) => `authorizer: ${String(slots("authorizer"))}`);
    expect(told(withMessage(asks))).toEqual(["authorizer: undefined"]);
  });

  it("are not evaluated for nothing", () => {
    let count = 0;
    const messageExpression = compiled("counts", () => `${++count}`);
    told({
      validations: [
        { ...constant(true), messageExpression },
        { ...fails, messageExpression },
      ],
    });
    expect(count).toBe(1);
  });

  it("share the budget of the validations, those that pass too", () => {
    const messageExpression = constant("m", 900_000);
    const passing = { ...constant(true, 300_000), messageExpression };
    const validations = [...Array.from({ length: 10 }, () => passing), constant(error)];
    expect(told({ validations })).toEqual([
      ...Array.from({ length: 10 }, () => `failed messageExpression: ${OUT_OF_BUDGET}`),
      ERROR,
    ]);
  });
});

describe("variables", () => {
  const variable = (name: string, value: Compiled) => ({ name, ...value });

  it("are evaluated once, when they are read", () => {
    let count = 0;
    const counting = variable(
      "x",
      compiled("count", () => ++count === 1),
    );
    const unused = variable(
      "y",
      compiled("unused", () => ++count === 1),
    );
    const read = readVariable("x");
    expect(told({ variables: [counting, unused], validations: [read, read] })).toEqual(["-", "-"]);
    expect(count).toBe(1);
  });

  it("tell which of them failed", () => {
    const variables = [variable("x", constant(error)), variable("y", readVariable("x"))];
    expect(told({ variables, validations: [readVariable("y")] })).toEqual([
      `expression 'variables.y' resulted in error: composited variable "y" fails to evaluate: composited variable "x" fails to evaluate: no such key: x`,
    ]);
  });

  it("that refer to themselves fail", () => {
    const variables = [variable("x", constant(true)), variable("x", readVariable("x"))];
    expect(told({ variables, validations: [readVariable("x")] })[0]).toContain('"x" refers to itself');
  });

  it("are paid for by whoever reads them first", () => {
    const variables = Array.from({ length: 11 }, (_, i) => variable(`v${i}`, constant(true, 950_000)));
    const readers = (count: number) => Array.from({ length: count }, (_, i) => readVariable(`v${i % 11}`));
    expect(told({ variables, validations: [...readers(10), readVariable("v0")] })).toEqual(Array(11).fill("-"));
    expect(told({ variables, validations: readers(11) })).toEqual([OUT_OF_BUDGET]);
  });
});

describe("audit annotations", () => {
  const annotation = (key: string, result: Result, cost?: number) => ({
    key,
    valueExpression: constant(result, cost),
  });
  it.each<[title: string, result: Result, outcomes: object[]]>([
    ["a text", " v ", [{ key: "k", value: "v" }]],
    ["null", null, []],
    ["a blank text", "  ", []],
    ["an error", error, [{ key: "k", error: ERROR }]],
    [
      "something else",
      1,
      [
        {
          key: "k",
          error:
            "valueExpression '1' resulted in unsupported return type: int. Return type must be either string or null.",
        },
      ],
    ],
  ])("%s", (_title, result, outcomes) => {
    expect(outcomeOf({ auditAnnotations: [annotation("k", result)] }).auditAnnotations).toEqual(outcomes);
  });

  it("are left out when their errors are ignored", () => {
    const auditAnnotations = [annotation("a", error), annotation("b", "v")];
    const outcome = outcomeOf({ failurePolicy: "Ignore", auditAnnotations });
    expect(outcome.auditAnnotations).toEqual([{ key: "b", value: "v" }]);
  });

  it("have a budget of their own, and take everything with them when it runs out", () => {
    const auditAnnotations = Array.from({ length: 11 }, (_, i) => annotation(`k${i}`, "v", 950_000));
    expect(outcomeOf({ auditAnnotations, validations: [fails] })).toEqual({
      decisions: [{ action: "deny", evaluation: "error", message: OUT_OF_BUDGET }],
      auditAnnotations: [],
    });
  });
});
