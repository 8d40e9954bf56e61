/** Classes of code points in CEL's lexical grammar. All take -1, the end of the source, for none of theirs. */

export function isDigit(point: number): boolean {
  return point >= 0x30 && point <= 0x39;
}

export function isHexDigit(point: number): boolean {
  return isDigit(point) || (point >= 0x41 && point <= 0x46) || (point >= 0x61 && point <= 0x66);
}

export function isOctalDigit(point: number): boolean {
  return point >= 0x30 && point <= 0x37;
}

/** What an identifier starts with: an ASCII letter or `_`. */
export function isLetter(point: number): boolean {
  return (point >= 0x61 && point <= 0x7a) || (point >= 0x41 && point <= 0x5a) || point === 0x5f;
}

export function isIdentifierPart(point: number): boolean {
  return isLetter(point) || isDigit(point);
}

/** What may stand between backticks: parts of identifiers, `.`, `-`, `/` and the space. */
export function isEscapedIdentifierPart(point: number): boolean {
  return isIdentifierPart(point) || (point >= 0x2d && point <= 0x2f) || point === 0x20;
}

/** Tab, line feed, form feed, carriage return and space. */
export function isSpace(point: number): boolean {
  return point === 0x20 || point === 0x0a || point === 0x09 || point === 0x0d || point === 0x0c;
}

/** `"` or `'`. */
export function isQuote(point: number): boolean {
  return point === 0x22 || point === 0x27;
}
