import type { RegexNode } from "./nodes.ts";
import type { PatternReader } from "./pattern-reader.ts";
import { RegexSyntaxError } from "./syntax-error.ts";

export interface Repetition {
  readonly min: number;
  /** Infinity when there is no upper bound. */
  readonly max: number;
  /** Written with a `?` after it. */
  readonly lazy: boolean;
}

const UNBOUNDED = Number.POSITIVE_INFINITY;
/** How many copies of anything a pattern may ask for, nested repetitions multiplied. */
const MAX_COPIES = 1000;

/** Reads `*`, `+`, `?` or `{n,m}`, if one comes next. A brace that is no repetition is an ordinary character. */
export function readRepetition(reader: PatternReader): Repetition | undefined {
  const bounds = readBounds(reader);
  return bounds === undefined ? undefined : { min: bounds[0], max: bounds[1], lazy: reader.accept("?") };
}

function readBounds(reader: PatternReader): readonly [number, number] | undefined {
  switch (reader.next) {
    case "*":
      reader.read();
      return [0, UNBOUNDED];
    case "+":
      reader.read();
      return [1, UNBOUNDED];
    case "?":
      reader.read();
      return [0, 1];
    case "{":
      return readCounts(reader);
    default:
      return undefined;
  }
}

const COUNTS = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;

function readCounts(reader: PatternReader): readonly [number, number] | undefined {
  const start = reader.position;
  COUNTS.lastIndex = start;
  const counts = COUNTS.exec(reader.text);
  if (counts === null) return undefined;
  reader.position = COUNTS.lastIndex;
  const min = Number(counts[1]);
  const max = counts[2] === undefined ? min : counts[3] === undefined ? UNBOUNDED : Number(counts[3]);
  if (min > MAX_COPIES || (max > MAX_COPIES && max !== UNBOUNDED) || min > max) {
    throw new RegexSyntaxError("invalid repeat count", reader.since(start));
  }
  return [min, max];
}

/** Whether a repetition, with those inside it, asks for more copies than RE2 makes. */
export function repeatsTooOften(node: RegexNode, { min, max }: Repetition): boolean {
  return (min >= 2 || (max >= 2 && max !== UNBOUNDED)) && !staysWithin(node, MAX_COPIES);
}

function staysWithin(node: RegexNode, copies: number): boolean {
  switch (node.kind) {
    case "repeat": {
      if (node.max === 0) return true;
      const times = node.max === UNBOUNDED ? node.min : node.max;
      return times <= copies && staysWithin(node.node, times === 0 ? copies : Math.floor(copies / times));
    }
    case "capture":
      return staysWithin(node.node, copies);
    case "concat":
      return node.parts.every((part) => staysWithin(part, copies));
    case "alternate":
      return node.options.every((option) => staysWithin(option, copies));
    default:
      return true;
  }
}
