import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one line that counts the tests, for scripts to read. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) count[test.result().state]++;
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
    // The default reporter prints its own summary in this same event; the count is to be last.
    process.on("exit", () => process.stdout.write(line));
  }
}
