import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultFiles, runFile } from "./conformance/run-cases.ts";

describe("cases recorded from kube-apiserver", () => {
  it.each(defaultFiles().map((file) => [basename(file), file] as const))("%s", async (_name, file) => {
    const { passed, failures } = await runFile(file);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
});
