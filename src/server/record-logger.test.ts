import { type Logger, pino } from "pino";
import { expect, it } from "vitest";
import { recordLogger } from "./record-logger.ts";

/** The lines that are written, with the time taken out. */
function linesOf(write: (log: Logger) => void): string[] {
  const lines: string[] = [];
  const log = pino({ name: "test", level: "info" }, { write: (line: string) => lines.push(line) });
  write(log);
  return lines.map((line) => line.replace(/"time":\d+/, '"time":0'));
}

it.each<[title: string, record: object]>([
  ["a record", { text: 'a "quoted"\n\u2028 line', number: 1.5, flag: false, nothing: null }],
  ["lists and objects", { list: [{ a: 1, b: undefined }, "x"], object: { deep: { deeper: [] } } }],
  ["fields without a value", { first: undefined, second: 2 }],
])("writes %s as pino does", (_title, record) => {
  const lines = linesOf((log) => recordLogger(log).warn(record, 'it "happened"'));
  expect(lines).toHaveLength(1);
  expect(lines).toEqual(linesOf((log) => log.warn(record, 'it "happened"')));
});

it("keeps to the level", () => {
  expect(linesOf((log) => recordLogger(log).debug({ a: 1 }, "quiet"))).toEqual([]);
});

it("leaves the logger as it was", () => {
  const error = new Error("broken");
  const [line] = linesOf((log) => {
    recordLogger(log);
    log.error({ err: error }, "failed");
  });
  expect(line).toContain('"type":"Error"');
});
