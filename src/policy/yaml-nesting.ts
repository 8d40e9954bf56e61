import { CST, Lexer } from "yaml";

/** How deep lists and maps may nest; a custom resource's schema, the deepest of documents, nests about 60. */
export const MAX_NESTING = 200;

/**
 * Whether brackets or the indicators on one line nest deeper than MAX_NESTING. Asked before parsing, because the
 * parser takes quadratic time for such text. (Nesting by indentation has quadratic length anyway.)
 */
export function nestsTooDeeply(text: string): boolean {
  let brackets = 0;
  let indicatorsOnLine = 0;
  let isScalarText = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type: string | null = isScalarText ? null : CST.tokenType(lexeme);
    isScalarText = type === "scalar";
    if (type === "newline") indicatorsOnLine = 0;
    else if (type === "seq-item-ind" || type === "explicit-key-ind") indicatorsOnLine++;
    else if (type === "flow-map-start" || type === "flow-seq-start") brackets++;
    else if (type === "flow-map-end" || type === "flow-seq-end") brackets = Math.max(0, brackets - 1);
    if (brackets > MAX_NESTING || indicatorsOnLine > MAX_NESTING) return true;
  }
  return false;
}
