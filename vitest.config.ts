import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Modules keep nothing but caches, so no file needs them anew: importing them took longer than half of the tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", "./test/count-reporter.ts"],
  },
});
