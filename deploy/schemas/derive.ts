/**
 * Writes the JSON Schemas of Sallyport's own documents, for editors, beside this file.
 *
 * node deploy/schemas/derive.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { admissionPolicySchema } from "../../src/policy/admission-policy-schema.ts";

export const SCHEMA_FILE = join(import.meta.dirname, "admissionpolicy.sallyport.dev.json");

export function schemaText(): string {
  return `${JSON.stringify(admissionPolicySchema(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(SCHEMA_FILE, schemaText());
