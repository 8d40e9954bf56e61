/** What changed between two objects, as lines of YAML. */
import { stringify } from "yaml";

/** Each line begins with `+`, `-` or a space; between parts that lie apart stands `  ...`. */
export function diffYaml(before: unknown, after: unknown): string[] {
  return withContext(diffLines(yamlLines(before), yamlLines(after)));
}

function yamlLines(value: unknown): string[] {
  return stringify(value, { lineWidth: 0, indentSeq: false }).trimEnd().split("\n");
}

/** The shortest way from one text to the other: what is longest in common stays. */
function diffLines(from: readonly string[], to: readonly string[]): string[] {
  const common = from.map(() => new Array<number>(to.length + 1).fill(0));
  common.push(new Array<number>(to.length + 1).fill(0));
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const best = from[i] === to[j] ? 1 + length(i + 1, j + 1) : Math.max(length(i + 1, j), length(i, j + 1));
      (common[i] as number[])[j] = best;
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const isLeft = i < from.length;
    if (isLeft && j < to.length && from[i] === to[j]) {
      lines.push(`  ${from[i++]}`);
      j++;
    } else if (isLeft && (j === to.length || length(i + 1, j) >= length(i, j + 1))) lines.push(`- ${from[i++]}`);
    else lines.push(`+ ${to[j++]}`);
  }
  return lines;
}

const CONTEXT_LINES = 2;

function withContext(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let last = -1;
  for (const [index, line] of lines.entries()) {
    if (!isNearChange(lines, index)) continue;
    if (index > last + 1) shown.push("  ...");
    shown.push(line);
    last = index;
  }
  return shown;
}

function isNearChange(lines: readonly string[], index: number): boolean {
  const near = lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  return near.some((line) => !line.startsWith(" "));
}
