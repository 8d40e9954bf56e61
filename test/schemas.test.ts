import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { SCHEMA_FILE, schemaText } from "../deploy/schemas/derive.ts";

it("the JSON Schema of AdmissionPolicy is that of the code (node deploy/schemas/derive.ts)", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(schemaText());
});

describe("the JSON Schema", () => {
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(schemaText()));
  const files = readdirSync("policies", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  const policies = files.flatMap((file) => {
    const documents = parseAllDocuments(readFileSync(join("policies", file), "utf8"));
    return [...documents].map((document) => document.toJS()).filter((document) => document?.kind === "AdmissionPolicy");
  });

  it.each(policies.map((policy) => [policy.metadata.name, policy]))("takes %s", (_name, policy) => {
    expect(validate(policy), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ["a field that there is not", { validations: [], exeptions: [] }],
    ["a wrong type", { pods: "yes" }],
    ["another action", { validationActions: ["Refuse"] }],
    ["an exception without an end", { exceptions: [{ match: "true", reason: "r" }] }],
    ["what is to come", { quotas: [] }],
  ])("refuses %s", (_what, spec) => {
    const policy = { apiVersion: "sallyport.dev/v1", kind: "AdmissionPolicy", metadata: { name: "a" }, spec };
    expect(validate(policy)).toBe(false);
  });
});
