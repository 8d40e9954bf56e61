import { type Issue, NOWHERE } from "./issue.ts";

/** More faults than these are only counted. */
const MAX_SHOWN = 100;

/** In UTF-8 bytes. Longer lines are not shown. */
const MAX_LINE_LENGTH = 16_384;

/** Where a fault stands. Lines count from 1, columns from 0; both are -1 for nowhere. */
interface Location {
  readonly line: number;
  readonly column: number;
}

/** A source by its lines, with the offset in code points at which each starts. */
interface Lines {
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

/**
 * Faults as cel-go shows them, and with it the API server: the first 100 of them in the order of their places, each
 * with its line and a caret below.
 * @param issues in the order in which they were found
 */
export function renderIssues(source: string, issues: readonly Issue[]): string {
  const lines = splitLines(source);
  const located = issues.slice(0, MAX_SHOWN).map(({ offset, message }) => ({ message, ...locate(lines, offset) }));
  located.sort((a, b) => a.line - b.line || a.column - b.column);
  const shown = located.map((issue) => renderIssue(lines, issue));
  if (issues.length > MAX_SHOWN) shown.push(`${issues.length - MAX_SHOWN} more errors were truncated`);
  return shown.join("\n");
}

function splitLines(source: string): Lines {
  const texts = source.split("\n");
  const starts: number[] = [];
  let start = 0;
  for (const text of texts) {
    starts.push(start);
    start += countPoints(text) + 1;
  }
  return { texts, starts };
}

function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function locate({ starts }: Lines, offset: number): Location {
  if (offset === NOWHERE) return { line: -1, column: -1 };
  let line = starts.findLastIndex((start) => start <= offset);
  if (line === -1) line = 0;
  return { line: line + 1, column: offset - (starts[line] ?? 0) };
}

function renderIssue(lines: Lines, { message, line, column }: Location & { readonly message: string }): string {
  const header = `ERROR: <input>:${line}:${column + 1}: ${message}`;
  const text = lines.texts[line - 1];
  const isEmptySource = lines.texts.length === 1 && text === "";
  if (text === undefined || isEmptySource || Buffer.byteLength(text) > MAX_LINE_LENGTH) return header;
  const shown = text.replaceAll("\t", " ");
  return `${header}\n | ${shown}\n | ${pointer(shown, column)}`;
}

/** Dots below what stands before the column, and a caret: of double width below what is not ASCII. */
function pointer(text: string, column: number): string {
  let dots = "";
  let passed = 0;
  for (const point of text) {
    const isWide = (point.codePointAt(0) ?? 0) > 0x7f;
    if (passed >= column) return dots + (isWide ? "＾" : "^");
    dots += isWide ? "．" : ".";
    passed++;
  }
  return `${dots}^`;
}
