import { describe, expect, it } from "vitest";
import { failureOf } from "./cel-spec/run.ts";
import { EXCLUSIONS, isInScope } from "./cel-spec/scope.ts";
import { SKIPPED } from "./cel-spec/skipped.ts";
import { specTests } from "./cel-spec/suite.ts";

const all = specTests();
const inScope = all.filter(isInScope);
const skipped = new Map(SKIPPED.flatMap(({ reason, tests }) => tests.map((id) => [id, reason])));

describe("CEL's specification", () => {
  it.each(inScope.filter(({ id }) => !skipped.has(id)).map((test) => [test.id, test] as const))("%s", (_, test) => {
    expect(failureOf(test)).toBeUndefined();
  });
});

describe("what is skipped", () => {
  it.each(inScope.filter(({ id }) => skipped.has(id)).map((test) => [test.id, test] as const))(
    "still differs: %s",
    (_, test) => {
      expect(failureOf(test)).toBeDefined();
    },
  );

  it("exists, once each", () => {
    const ids = SKIPPED.flatMap(({ tests }) => tests);
    const known = new Set(inScope.map(({ id }) => id));
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    expect(skipped.size).toBe(ids.length);
  });

  it.each(EXCLUSIONS.map((exclusion) => [exclusion.reason, exclusion] as const))(
    "some tests are about %s",
    (_, { applies }) => {
      expect(all.filter(applies).length).toBeGreaterThan(0);
    },
  );
});
