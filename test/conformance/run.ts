/** `npm run conformance -- FILE.jsonl...`: runs cases recorded from kube-apiserver; without a file the project's own. */
import { defaultFiles, type Failure, runFile } from "./run-cases.ts";

const files = process.argv.slice(2);

let passed = 0;
let failed = 0;
for (const file of files.length === 0 ? defaultFiles() : files) {
  try {
    const result = await runFile(file);
    passed += result.passed;
    failed += result.failures.length;
    for (const failure of result.failures) console.log(show(failure));
  } catch (error) {
    failed++;
    console.log(error instanceof Error ? error.message : String(error));
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function show({ name, expected, got }: Failure): string {
  return `${name}: expected ${json(expected)} got ${json(got)}`;
}

function json(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}
