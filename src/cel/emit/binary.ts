/** Operators and functions of two operands. */
import type { CallExpr, Expr, ListExpr } from "../ast.ts";
import { isPlainKey } from "../compile/path.ts";
import { compileRegex } from "../runtime/regex.ts";
import { codePointLength } from "../runtime/size.ts";
import { bool, type Emission, number, type Operand } from "./emission.ts";
import { emitHas } from "./path.ts";
import type { SourceWriter } from "./source-writer.ts";

export function emitEquality(emission: Emission, call: CallExpr): Operand | undefined {
  const [left, right] = call.args;
  if (left === undefined || right === undefined) return undefined;
  const operator = call.function === "_==_" ? "===" : "!==";
  if (left.kind === "constant" && right.kind !== "constant") return emitEqualTo(emission, operator, right, left);
  return emitEqualTo(emission, operator, left, right);
}

function emitEqualTo(emission: Emission, operator: "===" | "!==", operand: Expr, other: Expr): Operand {
  const { writer } = emission;
  const constant = other.kind === "constant" ? other.value : undefined;
  if (typeof constant === "string") {
    const text = emission.emitString(operand);
    emitTextCost(emission, text, constant);
    return bool(writer.temp(`${text} ${operator} ${writer.constant(constant)}`));
  }
  if (typeof constant === "boolean" || typeof constant === "number") {
    const value = typeof constant === "boolean" ? emission.emitBool(operand) : emission.emitNumber(operand);
    writer.spend(1);
    return bool(writer.temp(`${value} ${operator} (${constant})`));
  }
  const { code: a } = emission.emit(operand);
  if (constant === null) {
    writer.spendComputed(`costOfNullTest(${a})`);
    return bool(writer.temp(`${a} ${operator} null`));
  }
  const { code: b } = emission.emit(other);
  const equal = writer.temp(`equals(${a}, ${b})`);
  writer.giveUpIf(`${equal} === undefined`);
  writer.spendComputed(`equalityCost(${a}, ${b})`);
  return bool(operator === "===" ? equal : `!${equal}`);
}

/** The cost of comparing with a constant text. */
function emitTextCost({ writer }: Emission, text: string, constant: string): void {
  const size = codePointLength(constant);
  if (size === 0) return;
  writer.spendComputed(size <= 10 ? `${text} === "" ? 0 : 1` : `costOfComparing(${text}, ${size})`);
}

const COMPARISONS: Record<string, string> = { "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=" };

/** Of ints that are safe; strings and others are left to the library. */
export function emitComparison(emission: Emission, call: CallExpr): Operand | undefined {
  const operator = COMPARISONS[call.function];
  const [left, right] = call.args;
  if (operator === undefined || left === undefined || right === undefined) return undefined;
  if (!mayBeInts(emission, left, right)) return undefined;
  const a = emission.emitNumber(left);
  const b = emission.emitNumber(right);
  emission.writer.spend(1);
  return bool(emission.writer.temp(`${a} ${operator} ${b}`));
}

/** `+` and `-` of ints whose result is safe. */
export function emitSum(emission: Emission, call: CallExpr): Operand | undefined {
  const [left, right] = call.args;
  if (left === undefined || right === undefined || !mayBeInts(emission, left, right)) return undefined;
  const { writer } = emission;
  const a = emission.emitNumber(left);
  const b = emission.emitNumber(right);
  writer.spend(1);
  const result = writer.temp(`${a} ${call.function === "_+_" ? "+" : "-"} ${b}`);
  writer.giveUpIf(`!Number.isSafeInteger(${result})`);
  return number(result);
}

function mayBeInts(emission: Emission, ...operands: readonly Expr[]): boolean {
  const kinds = operands.map((operand) => emission.typeOf(operand).kind);
  return kinds.includes("int") && kinds.every((kind) => kind === "int" || kind === "dyn");
}

const TESTS: ReadonlySet<string> = new Set(["startsWith", "endsWith"]);

export function emitText(emission: Emission, call: CallExpr): Operand | undefined {
  const [argument, ...more] = call.args;
  if (call.target === undefined || argument === undefined || more.length > 0) return undefined;
  if (call.function === "matches") return emitMatch(emission, call.target, argument);
  if (!TESTS.has(call.function) && call.function !== "contains") return undefined;
  const { writer } = emission;
  const text = emission.emitString(call.target);
  const part = emission.emitString(argument);
  if (call.function === "contains") {
    writer.spendComputed(`${costOfText(writer, text)} * ${costOfText(writer, part)}`);
    return bool(writer.temp(`${text}.includes(${part})`));
  }
  writer.spendComputed(costOfText(writer, text));
  return bool(writer.temp(`${text}.${call.function}(${part})`));
}

function costOfText(writer: SourceWriter, text: string): string {
  return writer.shared(`costOfText(${text})`);
}

function emitMatch(emission: Emission, target: Expr, pattern: Expr): Operand | undefined {
  if (pattern.kind !== "constant" || typeof pattern.value !== "string") return undefined;
  const regex = compileRegex(pattern.value);
  if (typeof regex === "string") return undefined;
  const { writer } = emission;
  const text = emission.emitString(target);
  const patternCost = Math.ceil(codePointLength(pattern.value) * 0.25);
  writer.spendComputed(`Math.ceil((1 + ${writer.shared(`codePointLength(${text})`)}) * 0.1) * ${patternCost}`);
  return bool(writer.temp(`${writer.constant(regex)}.test(${text})`));
}

/** In a list of constant texts, or a constant text in a map. */
export function emitMembership(emission: Emission, call: CallExpr): Operand | undefined {
  const [element, aggregate] = call.args;
  if (element === undefined || aggregate === undefined) return undefined;
  if (aggregate.kind === "list") return emitAmong(emission, element, aggregate);
  const text = element.kind === "constant" ? element.value : undefined;
  if (typeof text !== "string" || isListMembership(emission, call)) return undefined;
  const { writer } = emission;
  const map = emission.emit(aggregate);
  writer.spend(1);
  if (!isPlainKey(text) || !map.json) {
    const found = writer.temp(`has(${map.code}, ${writer.constant(text)})`);
    writer.giveUpIf(`${found} === undefined`);
    return bool(found);
  }
  return emitHas(emission, map, text);
}

function constantText(expr: Expr): string | undefined {
  return expr.kind === "constant" && typeof expr.value === "string" ? expr.value : undefined;
}

function isListMembership({ context }: Emission, call: CallExpr): boolean {
  const overloads = context.overloadsOf(call);
  return overloads.length === 1 && overloads[0]?.overload.id === "in_list";
}

function emitAmong(emission: Emission, element: Expr, list: ListExpr): Operand | undefined {
  const texts = list.elements.map(constantText).filter((text) => text !== undefined);
  if (texts.length === 0 || texts.length < list.elements.length || list.optionalIndices.length > 0) return undefined;
  const { writer } = emission;
  const { code } = emission.emit(element);
  return bool(writer.temp(`${writer.constant(new Set(texts))}.has(${code})`));
}
