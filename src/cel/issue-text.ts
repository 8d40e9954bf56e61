import type { Issue } from "./issue.ts";

/** More faults than these are only counted. */
const MAX_SHOWN = 100;
/** Lines longer than this, in bytes of UTF-8, are not shown. */
const MAX_LINE_BYTES = 16_384;

/** Where a code point of a source stands. Lines count from 1, columns from 0. */
interface Location {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Faults as the API server shows them: in the order of their places, each with its line and a caret under it. */
export function showIssues(source: string, issues: readonly Issue[]): string {
  const lines = source.split("\n").map((line) => Array.from(line));
  // The first that were found, whatever their places.
  const located = issues.slice(0, MAX_SHOWN).map(({ offset, message }) => ({ message, ...locate(lines, offset) }));
  located.sort((a, b) => a.line - b.line || a.column - b.column);
  const shown = located.map(showIssue);
  if (issues.length > MAX_SHOWN) shown.push(`${issues.length - MAX_SHOWN} more errors were truncated`);
  return shown.join("\n");
}

function locate(lines: readonly (readonly string[])[], offset: number): Location {
  let column = offset;
  for (const [i, line] of lines.entries()) {
    if (column <= line.length || i === lines.length - 1) return { line: i + 1, column, text: line.join("") };
    column -= line.length + 1;
  }
  return { line: 1, column: 0, text: "" };
}

function showIssue({ message, line, column, text }: Location & { readonly message: string }): string {
  const header = `ERROR: <input>:${line}:${column + 1}: ${message}`;
  if (isLongerThan(text, MAX_LINE_BYTES)) return header;
  const shown = text.replaceAll("\t", " ");
  const points = Array.from(shown);
  const dots = points.slice(0, column).map((point) => (isWide(point) ? "．" : "."));
  const caret = isWide(points[column] ?? "") ? "＾" : "^";
  return `${header}\n | ${shown}\n | ${dots.join("")}${caret}`;
}

function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes);
}

/** Whatever is not ASCII takes the room of two. */
function isWide(point: string): boolean {
  return (point.codePointAt(0) ?? 0) > 0x7f;
}
