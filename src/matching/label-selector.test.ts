import { describe, expect, it } from "vitest";
import type { LabelSelectorRequirement } from "../kube/selector.ts";
import { labelsOf, matchesLabels, requirementsOf } from "./label-selector.ts";

const LABELS = { env: "prod", tier: "gold" };

describe("matchesLabels", () => {
  it.each<[key: string, operator: LabelSelectorRequirement["operator"], values: string[], holds: boolean]>([
    ["env", "In", ["test", "prod"], true],
    ["env", "In", ["test"], false],
    ["gone", "In", ["prod"], false],
    ["env", "NotIn", ["prod"], false],
    ["env", "NotIn", ["test"], true],
    ["gone", "NotIn", ["prod"], true],
    ["env", "Exists", [], true],
    ["gone", "Exists", [], false],
    ["toString", "Exists", [], false],
    ["env", "DoesNotExist", [], false],
    ["gone", "DoesNotExist", [], true],
    ["__proto__", "DoesNotExist", [], true],
  ])("%s %s %j", (key, operator, values, holds) => {
    expect(matchesLabels([{ key, operator, values }], LABELS)).toBe(holds);
  });

  it("asks for all requirements", () => {
    const both = (tier: string) =>
      requirementsOf({
        matchLabels: { env: "prod", tier },
        matchExpressions: [{ key: "x", operator: "DoesNotExist", values: [] }],
      });
    expect(matchesLabels(both("gold"), LABELS)).toBe(true);
    expect(matchesLabels(both("silver"), LABELS)).toBe(false);
    expect(matchesLabels([], {})).toBe(true);
  });
});

describe("labelsOf", () => {
  it.each([
    [{ metadata: { labels: LABELS } }, LABELS],
    [{ metadata: { labels: null } }, {}],
    [{ metadata: { labels: ["a"] } }, {}],
    [{ metadata: null }, {}],
    [{}, {}],
    [null, {}],
  ])("%j", (object, labels) => {
    expect(labelsOf(object)).toEqual(labels);
  });
});
