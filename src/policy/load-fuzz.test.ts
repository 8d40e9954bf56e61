import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { compileDocument } from "./compile-document.ts";
import { load } from "./load.ts";

const GOOD = `# a policy
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: &meta {name: p, labels: {"a/b": 'c'}}
spec:
  matchConstraints:
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  variables:
  - {name: n, expression: object.spec.replicas}
  validations:
  - expression: |-
      variables.n < 5 &&
        object.metadata.name != ''
    messageExpression: >-
      'n is ' +
      string(variables.n)
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: *meta
`;

const junk = fc.string({ unit: fc.constantFrom(..."{}[]:-?,#&*!|>'\"%@` \n\t\\ab01.<=~\0é😀\ud800".split("")) });

function expectFindings(text: string): void {
  const { faults, warnings } = load([{ source: "a.yaml", text }]);
  for (const { line, column, excerpt } of [...faults, ...warnings]) {
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(excerpt).toMatch(/^ \| .*\n \| *\^$/su);
  }
}

describe("whatever the text", () => {
  it("is loaded or refused, when it is junk", () => {
    fc.assert(fc.property(junk, expectFindings), { numRuns: 500 });
  });

  it("is loaded or refused, when it is nearly right", () => {
    const edit = fc.tuple(fc.nat(GOOD.length), fc.nat(8), junk);
    const edited = fc.array(edit, { maxLength: 3 }).map((edits) => {
      let text = GOOD;
      for (const [at, length, insertion] of edits) text = text.slice(0, at) + insertion + text.slice(at + length);
      return text;
    });
    fc.assert(fc.property(edited, expectFindings), { numRuns: 200 });
  });
});

it("compiles or refuses whatever the spec", () => {
  const compileAny = (spec: unknown) => {
    for (const kind of ["ValidatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"] as const) {
      const document = { metadata: { name: "p" }, spec } as JsonObject;
      const { compiled, decodeError, fieldErrors } = compileDocument(document, kind, "v1");
      expect(compiled === undefined).toBe(decodeError !== undefined || fieldErrors.length > 0);
    }
  };
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), compileAny), { numRuns: 300 });
});
