import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SCHEMA_FILE, schemaText } from "../deploy/schemas/derive.ts";

it("the JSON Schema of AdmissionPolicy is that of the code (node deploy/schemas/derive.ts)", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(schemaText());
});
