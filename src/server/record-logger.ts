import { type Logger, pino } from "pino";

const asJsonSym: typeof pino.symbols.asJsonSym = pino.symbols.asJsonSym;
const chindingsSym: typeof pino.symbols.chindingsSym = pino.symbols.chindingsSym;
const lsCacheSym: typeof pino.symbols.lsCacheSym = pino.symbols.lsCacheSym;

/** What pino lets performant integrations override, and what that needs (see `pino.symbols`). */
interface Internals {
  [asJsonSym]: (this: Internals, record: object, message: string, level: number, time: string) => string;
  /** By level, the beginning of a line: `{"level":30`. */
  readonly [lsCacheSym]: Readonly<Record<number, string>>;
  /** The fields of all lines: `,"name":"value"`; empty if there are none. */
  readonly [chindingsSym]: string;
}

/**
 * A child of a logger for records of many fields, each with a message: it writes the same lines, but makes them with
 * JSON.stringify, in a fraction of the time. Fields have no serializers.
 */
export function recordLogger(log: Logger): Logger {
  const child = log.child({}) as Logger & Internals;
  child[asJsonSym] = lineOf;
  return child;
}

function lineOf(this: Internals, record: object, message: string, level: number, time: string): string {
  const fields = JSON.stringify(record).slice(1, -1);
  return `${this[lsCacheSym][level]}${time}${this[chindingsSym]},${fields},"msg":${JSON.stringify(message)}}\n`;
}
