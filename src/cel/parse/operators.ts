import { Kind, type TokenKind } from "./tokens.ts";

/** The functions behind the binary operators. */
export const BINARY_OPERATORS: ReadonlyMap<TokenKind, string> = new Map<TokenKind, string>([
  [Kind.EQUALS, "_==_"],
  [Kind.NOT_EQUALS, "_!=_"],
  [Kind.IN, "@in"],
  [Kind.LESS, "_<_"],
  [Kind.LESS_EQUALS, "_<=_"],
  [Kind.GREATER_EQUALS, "_>=_"],
  [Kind.GREATER, "_>_"],
  [Kind.PLUS, "_+_"],
  [Kind.MINUS, "_-_"],
  [Kind.STAR, "_*_"],
  [Kind.SLASH, "_/_"],
  [Kind.PERCENT, "_%_"],
]);
