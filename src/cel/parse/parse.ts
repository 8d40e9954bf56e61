import type { Expr } from "../ast.ts";
import { type Issue, NOWHERE } from "../issue.ts";
import { Builder, TooDeep } from "./build.ts";
import { toTree } from "./convert.ts";
import { Lexer } from "./lexer.ts";
import { MAX_SOURCE_LENGTH } from "./limits.ts";
import { TooManyNodes } from "./node-factory.ts";
import { parseTokens } from "./parser.ts";
import { parseWithErrors } from "./recovering-parser.ts";
import { SourceText } from "./source-text.ts";
import { Abandoned, SyntaxErrors } from "./syntax-errors.ts";
import { TokenStream } from "./token-stream.ts";
import { Kind, type Token } from "./tokens.ts";
import type { Tree } from "./tree.ts";

export type Parsed =
  | { readonly ok: true; readonly expr: Expr }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Reads an expression as cel-go with the parser options of Kubernetes does: macros are expanded, optional syntax is
 * allowed, names in backticks are not. Any text is taken; the issues stand in the order in which cel-go finds them.
 */
export function parse(source: string): Parsed {
  const text = new SourceText(source);
  if (text.length > MAX_SOURCE_LENGTH) return tooLong(text.length);
  const issues: Issue[] = [];
  const tree = parseText(text) ?? parseFaultyText(text, issues);
  return tree === undefined ? { ok: false, issues } : build(tree, text, issues);
}

/** Undefined for a text with a syntax error. */
function parseText(text: SourceText): Tree | undefined {
  const tokens = tokenize(text);
  return tokens === undefined ? undefined : parseTokens(tokens);
}

/** Once more with all that errors need. Undefined where it had to be abandoned. */
function parseFaultyText(text: SourceText, issues: Issue[]): Tree | undefined {
  const errors = new SyntaxErrors(issues, text.length === 0);
  const lexer = new Lexer(text, (start, end) => {
    errors.report(start, `token recognition error at: '${text.slice(start, end)}'`);
  });
  try {
    return toTree(parseWithErrors(new TokenStream(lexer, text), errors));
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}

/** The tokens without spaces and comments; undefined for a text with a fault. */
function tokenize(text: SourceText): Token[] | undefined {
  let faulty = false;
  const lexer = new Lexer(text, () => {
    faulty = true;
  });
  const tokens: Token[] = [];
  while (!faulty) {
    const token = lexer.next();
    if (token.kind === Kind.WHITESPACE || token.kind === Kind.COMMENT) continue;
    tokens.push(token);
    if (token.kind === Kind.EOF) return faulty ? undefined : tokens;
  }
  return undefined;
}

function build(tree: Tree, text: SourceText, issues: Issue[]): Parsed {
  try {
    const expr = new Builder(text, issues).build(tree);
    return issues.length === 0 ? { ok: true, expr } : { ok: false, issues };
  } catch (error) {
    return { ok: false, issues: [...issues, { offset: NOWHERE, message: limitMessage(error) }] };
  }
}

function limitMessage(error: unknown): string {
  if (error instanceof TooDeep) return "max recursion depth exceeded";
  if (error instanceof TooManyNodes) return "expression is too large with its macros expanded";
  throw error;
}

function tooLong(size: number): Parsed {
  const message = `expression code point size exceeds limit: size: ${size}, limit ${MAX_SOURCE_LENGTH}`;
  return { ok: false, issues: [{ offset: NOWHERE, message }] };
}
