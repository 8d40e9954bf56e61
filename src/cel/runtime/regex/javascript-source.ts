import type { RegexNode } from "./nodes.ts";
import type { Ranges } from "./ranges.ts";

/**
 * The pattern as the source of a JavaScript RegExp with the flag `u`. Nothing is left to what the languages see
 * differently: classes are spelled as ranges, `.` among them.
 */
export function javascriptSource(node: RegexNode): string {
  switch (node.kind) {
    case "empty":
      return "";
    case "literal":
      return Array.from(node.text, escapeCharacter).join("");
    case "class":
      return classSource(node.ranges ?? []);
    case "begin":
      return "^";
    case "end":
      return "$";
    case "capture":
      return javascriptSource(node.node);
    case "concat":
      return node.parts.map((part) => grouped(part, part.kind === "alternate" || part.kind === "capture")).join("");
    case "alternate":
      return node.options.map(javascriptSource).join("|");
    case "repeat": {
      const max = node.max === Number.POSITIVE_INFINITY ? "" : node.max;
      return `${grouped(node.node, true)}{${node.min},${max}}${node.greedy ? "" : "?"}`;
    }
    case "assertion":
      throw new TypeError("an assertion has no translation");
  }
}

function grouped(node: RegexNode, group: boolean): string {
  const source = javascriptSource(node);
  return group ? `(?:${source})` : source;
}

function classSource(ranges: Ranges): string {
  let source = "";
  for (let i = 0; i < ranges.length; i += 2) {
    source += `${escapeCodePoint(ranges[i] ?? 0)}-${escapeCodePoint(ranges[i + 1] ?? 0)}`;
  }
  return `[${source}]`;
}

function escapeCharacter(character: string): string {
  return /[0-9A-Za-z]/.test(character) ? character : escapeCodePoint(character.codePointAt(0) ?? 0);
}

function escapeCodePoint(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
