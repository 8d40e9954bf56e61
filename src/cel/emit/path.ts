/** Variables and what is selected from them. */
import type { CallExpr, Expr, SelectExpr } from "../ast.ts";
import { isPlainKey } from "../compile/path.ts";
import { isOptional, type Type } from "../types.ts";
import type { Emission, Operand } from "./emission.ts";
import type { SourceWriter } from "./source-writer.ts";

/** One step of a path. */
type Link =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "computed"; readonly key: Expr };

interface Chain {
  readonly root: Expr;
  readonly links: readonly Link[];
}

/**
 * The value of an attribute; undefined if it is not of the kind that can be emitted.
 * @param ownCost 0 inside another attribute
 */
export function emitPath(emission: Emission, expr: Expr, ownCost: 0 | 1): Operand | undefined {
  const chain = chainOf(emission, expr);
  if (chain === undefined) return undefined;
  const root = emitRoot(emission, chain.root, chain.links.length > 0);
  if (root === undefined) return undefined;
  let operand = root;
  for (const link of chain.links) operand = emitLink(emission, operand, link);
  emission.writer.spend(chain.links.length + ownCost);
  return operand;
}

/** `has(a.b)`: gives up where `a` is no map. */
export function emitPresence(emission: Emission, expr: SelectExpr): Operand | undefined {
  const chain = chainOf(emission, expr.operand);
  if (chain === undefined || hasFields(emission.typeOf(expr.operand))) return undefined;
  const root = emitRoot(emission, chain.root, true);
  if (root === undefined) return undefined;
  let operand = root;
  for (const link of chain.links) operand = emitLink(emission, operand, link);
  emission.writer.spend(chain.links.length + 1);
  return emitHas(emission, operand, expr.field);
}

/** Whether a map has a key; gives up where it is none. */
export function emitHas({ writer }: Emission, { code, json }: Operand, key: string): Operand {
  if (!isPlainKey(key)) {
    const found = writer.shared(`has(${code}, ${writer.constant(key)})`);
    writer.giveUpIf(`${found} === undefined`);
    return { code: found, kind: "bool", json: false };
  }
  writer.giveUpIf(notAnObject(code, json));
  const found = writer.shared(`${writer.shared(property(writer, code, key))} !== undefined`);
  writer.giveUpIf(`!${found} && (Array.isArray(${code}) || ${code} instanceof Uint8Array)`);
  return { code: found, kind: "bool", json: false };
}

/** Undefined where something on the way is not a plain selection from a plain value. */
function chainOf(emission: Emission, expr: Expr): Chain | undefined {
  const links: Link[] = [];
  let root = expr;
  for (;;) {
    const link = linkOf(emission, root);
    if (link === undefined) break;
    links.unshift(link.link);
    root = link.operand;
  }
  if (links.length === 0 && root.kind !== "ident") return undefined;
  // What is selected from a condition is selected from its branches, and from an optional optionally.
  if (isConditional(root) || isOptional(emission.typeOf(root))) return undefined;
  return { root, links };
}

function isConditional(expr: Expr): boolean {
  return expr.kind === "call" && expr.function === "_?_:_";
}

function linkOf(emission: Emission, expr: Expr): { readonly link: Link; readonly operand: Expr } | undefined {
  if (emission.context.checked.references.get(expr.id)?.variable !== undefined) return undefined;
  if (expr.kind === "select" && !expr.testOnly) {
    return { link: { kind: "key", key: expr.field }, operand: expr.operand };
  }
  return expr.kind === "call" && expr.function === "_[_]" ? indexLink(expr) : undefined;
}

function indexLink({ args }: CallExpr): { readonly link: Link; readonly operand: Expr } | undefined {
  const [operand, key] = args;
  if (operand === undefined || key === undefined) return undefined;
  if (key.kind !== "constant") return { link: { kind: "computed", key }, operand };
  const { value } = key;
  if (typeof value === "string") return { link: { kind: "key", key: value }, operand };
  return typeof value === "number" ? { link: { kind: "index", index: value }, operand } : undefined;
}

function emitRoot(emission: Emission, root: Expr, selected: boolean): Operand | undefined {
  const name = root.kind === "ident" ? emission.context.checked.references.get(root.id)?.variable : undefined;
  if (name === undefined) {
    if (root.kind === "ident" || root.kind === "select") return undefined;
    return { ...emission.emit(root), json: false };
  }
  const local = emission.local(name);
  if (local !== undefined) {
    if (!local.json && !selected) emission.writer.giveUpIf(`${local.code} instanceof Optional`);
    return local;
  }
  return emitGlobal(emission, name, root);
}

function emitGlobal(emission: Emission, name: string, root: Expr): Operand | undefined {
  const variable = emission.context.variable(name);
  const type = emission.typeOf(root);
  if (variable.kind !== "variable" || type.kind === "opaque") return undefined;
  const struct = hasFields(type);
  return { code: emission.global(variable.slot, struct), kind: "any", json: !struct };
}

/** A value of such a type may have its fields in its own way. */
function hasFields(type: Type): boolean {
  return type.kind === "object";
}

function emitLink(emission: Emission, operand: Operand, link: Link): Operand {
  const code = followLink(emission, operand, link);
  emission.writer.giveUpIf(`${code} === undefined`);
  return { code, kind: "any", json: operand.json };
}

function followLink(emission: Emission, { code, json }: Operand, link: Link): string {
  const { writer } = emission;
  switch (link.kind) {
    case "key":
      if (emission.isStruct(code)) return emission.field(code, link.key);
      if (!isPlainKey(link.key)) return writer.shared(`own(${code}, ${writer.constant(link.key)})`);
      writer.giveUpIf(notAnObject(code, json));
      return writer.shared(property(writer, code, link.key));
    case "index":
      writer.giveUpIf(`!Array.isArray(${code})`);
      return writer.shared(`${code}[${link.index}]`);
    case "computed": {
      const key = emitPath(emission, link.key, 0) ?? emission.emit(link.key);
      return writer.temp(`at(${code}, ${key.code})`);
    }
  }
}

/** Lists pass, too: none of the plain keys is one of theirs. */
function notAnObject(code: string, json: boolean): string {
  const boxed = json ? "" : ` || ${code} instanceof Boxed`;
  return `typeof ${code} !== "object" || ${code} === null${boxed}`;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Only names that can be nothing else are written out. */
function property(writer: SourceWriter, code: string, key: string): string {
  return IDENTIFIER.test(key) ? `${code}.${key}` : `${code}[${writer.constant(key)}]`;
}
