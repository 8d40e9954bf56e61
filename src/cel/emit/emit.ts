/** What of the language is emitted, and what is left to compiled steps. */
import type { CallExpr, Expr } from "../ast.ts";
import { isOptional } from "../types.ts";
import type { Value } from "../values.ts";
import { emitComparison, emitEquality, emitMembership, emitSum, emitText } from "./binary.ts";
import { bool, type Emission, number, type Operand } from "./emission.ts";
import { emitLoop } from "./loop.ts";
import { emitPath, emitPresence } from "./path.ts";

export function emit(emission: Emission, expr: Expr): Operand {
  return emitted(emission, expr) ?? emission.callStep(expr);
}

function emitted(emission: Emission, expr: Expr): Operand | undefined {
  switch (expr.kind) {
    case "constant":
      return constantOperand(emission, expr.value);
    case "ident":
      return emitPath(emission, expr, 1);
    case "select":
      return expr.testOnly ? emitPresence(emission, expr) : emitPath(emission, expr, 1);
    case "call":
      return emitCall(emission, expr);
    case "comprehension":
      return emitLoop(emission, expr);
    default:
      return undefined;
  }
}

function constantOperand({ writer }: Emission, value: Value): Operand {
  if (typeof value === "boolean") return bool(String(value));
  if (typeof value === "number") return number(`(${value})`);
  const code = writer.constant(value);
  return { code, kind: typeof value === "string" ? "string" : "any", json: false };
}

function emitCall(emission: Emission, call: CallExpr): Operand | undefined {
  switch (call.function) {
    case "_&&_":
    case "_||_":
      return emitLogical(emission, call);
    case "!_":
      return emitNot(emission, call);
    case "_?_:_":
      return emitConditional(emission, call);
    case "_[_]":
      return emitPath(emission, call, 1);
    case "size":
      return emitSize(emission, call);
    case "_==_":
    case "_!=_":
      return emitEquality(emission, call);
    case "_+_":
    case "_-_":
      return emitSum(emission, call);
    case "@in":
      return emitMembership(emission, call);
    default:
      return emitComparison(emission, call) ?? emitText(emission, call);
  }
}

/** Operands in a row; the first that decides skips the rest. */
function emitLogical(emission: Emission, call: CallExpr): Operand {
  const { writer } = emission;
  const result = writer.name();
  const deciding = call.function === "_||_";
  writer.line(`let ${result} = ${deciding};`);
  writer.skippable((leave) => {
    for (const operand of operandsOf(call, call.function)) {
      const value = emission.emitBool(operand);
      writer.settle();
      writer.line(`if (${value} === ${deciding}) ${leave}`);
    }
    writer.line(`${result} = ${!deciding};`);
  });
  return bool(result);
}

function operandsOf(expr: Expr, operator: string): readonly Expr[] {
  if (expr.kind !== "call" || expr.function !== operator) return [expr];
  return expr.args.flatMap((argument) => operandsOf(argument, operator));
}

function emitNot(emission: Emission, { args }: CallExpr): Operand | undefined {
  const [operand] = args;
  if (operand === undefined) return undefined;
  const value = emission.emitBool(operand);
  emission.writer.spend(1);
  return bool(`!${value}`);
}

/** Branches that are attributes do not cost their own unit. */
function emitConditional(emission: Emission, call: CallExpr): Operand | undefined {
  const [condition, truthy, falsy] = call.args;
  if (condition === undefined || truthy === undefined || falsy === undefined) return undefined;
  if ([call, ...call.args].some((part) => isOptionalLike(emission, part))) return undefined;
  const { writer } = emission;
  const test = emission.emitBool(condition);
  const result = writer.name();
  writer.line(`let ${result};`);
  let first: Operand | undefined;
  let second: Operand | undefined;
  writer.block(`if (${test})`, () => {
    first = emitBranch(emission, truthy, result);
  });
  writer.block("else", () => {
    second = emitBranch(emission, falsy, result);
  });
  const kind = first?.kind === second?.kind ? (first?.kind ?? "any") : "any";
  return { code: result, kind, json: first?.json === true && second?.json === true };
}

/** Optionals, and tests in them, which as a branch are optionals too. */
function isOptionalLike(emission: Emission, expr: Expr): boolean {
  const selected = expr.kind === "select" && expr.testOnly ? expr.operand : expr;
  return isOptional(emission.typeOf(selected));
}

function emitBranch(emission: Emission, branch: Expr, result: string): Operand {
  const operand = emitPath(emission, branch, 0) ?? emission.emit(branch);
  if (operand.kind === "any" && !operand.json) emission.writer.giveUpIf(`${operand.code} instanceof Optional`);
  emission.writer.line(`${result} = ${operand.code};`);
  return operand;
}

function emitSize(emission: Emission, { target, args }: CallExpr): Operand | undefined {
  const sized = target ?? args[0];
  if (sized === undefined) return undefined;
  const { writer } = emission;
  const { code, kind } = emission.emit(sized);
  const list = `${code}.length`;
  const size = kind === "list" ? list : writer.temp(`Array.isArray(${code}) ? ${list} : sizeOf(${code})`);
  if (kind !== "list") writer.giveUpIf(`${size} === undefined`);
  writer.spend(1);
  return number(size);
}
