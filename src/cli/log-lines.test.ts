import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LogLines } from "./log-lines.ts";

const written: string[] = [];
const out = { write: (block: string) => written.push(block), flushSync: () => written.push("flushed") };

beforeEach(() => {
  written.length = 0;
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("writes lines in blocks, in order", () => {
  const lines = new LogLines(out);
  for (let i = 0; i < 100; i++) lines.write(`${i} ${"x".repeat(1000)}\n`);
  expect(written.length).toBeLessThan(10);
  lines.flushSync();
  expect(written.pop()).toBe("flushed");
  expect(written.join("").match(/\d+ /g)).toEqual(Array.from({ length: 100 }, (_, i) => `${i} `));
});

it("keeps no line back for long", () => {
  const lines = new LogLines(out);
  lines.write("one\n");
  lines.write("two\n");
  expect(written).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(written).toEqual(["one\ntwo\n"]);
  vi.advanceTimersByTime(1000);
  expect(written).toEqual(["one\ntwo\n"]);
});

it("leaves the output alone when there is nothing to write", () => {
  new LogLines(out).flushSync();
  expect(written).toEqual([]);
});
