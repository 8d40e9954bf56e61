/** Macros over lists as loops. */
import type { ComprehensionExpr, Expr } from "../ast.ts";
import { isConversion } from "../compile/fold.ts";
import { LIST_COST } from "../compile/literals.ts";
import { type MacroShape, macroShape } from "../compile/macro-shape.ts";
import { bool, type Emission, type Operand } from "./emission.ts";

/** The body of a loop; `last` is the condition of being at the last element. */
type Body = (last: string) => void;

export function emitLoop(emission: Emission, expr: ComprehensionExpr): Operand | undefined {
  const shape = macroShape(expr);
  if (shape === undefined || expr.iterVar2 !== undefined) return undefined;
  switch (shape.kind) {
    case "quantifier":
      return emitQuantifier(emission, expr, shape.deciding, shape.predicate);
    case "unique":
      return emitUnique(emission, expr, shape.predicate);
    case "list":
      return emitList(emission, expr, shape);
    default:
      return undefined;
  }
}

function emitQuantifier(emission: Emission, expr: ComprehensionExpr, deciding: boolean, predicate: Expr): Operand {
  const { writer } = emission;
  const conditionCost = deciding ? 3 : 2;
  const result = writer.name();
  emitEach(
    emission,
    expr,
    () => writer.line(`let ${result} = ${!deciding};`),
    (last) => {
      writer.spend(conditionCost + 1);
      const value = emission.emitBool(predicate);
      writer.settle();
      writer.line(`if (${value} === ${deciding}) {`);
      writer.line(`${result} = ${deciding};`);
      writer.line(`if (!(${last})) cost += ${conditionCost};`);
      writer.line("break;");
      writer.line("}");
    },
  );
  writer.spend(1);
  return bool(result);
}

function emitUnique(emission: Emission, expr: ComprehensionExpr, predicate: Expr): Operand {
  const { writer } = emission;
  const count = writer.name();
  emitEach(
    emission,
    expr,
    () => writer.line(`let ${count} = 0;`),
    () => {
      const value = emission.emitBool(predicate);
      writer.block(`if (${value})`, () => {
        writer.spend(2);
        writer.line(`${count}++;`);
      });
    },
  );
  writer.spend(2);
  return bool(`(${count} === 1)`);
}

function emitList(
  emission: Emission,
  expr: ComprehensionExpr,
  { filter, element }: Extract<MacroShape, { kind: "list" }>,
): Operand | undefined {
  if (mayBeConstant(emission, element)) return undefined;
  const { writer } = emission;
  const list = writer.name();
  let json = false;
  const add = () => {
    const added = emission.emit(element);
    json = added.json;
    writer.spend(LIST_COST + 2);
    writer.line(`${list}.push(${added.code});`);
  };
  emitEach(
    emission,
    expr,
    () => writer.line(`const ${list} = [];`),
    () => (filter === undefined ? add() : writer.block(`if (${emission.emitBool(filter)})`, add)),
  );
  writer.spend(1);
  return { code: list, kind: "list", json };
}

/** A constant element costs less, and whether it is constant is not for here to find out. */
function mayBeConstant({ context }: Emission, expr: Expr): boolean {
  if (context.checked.references.get(expr.id)?.constant !== undefined) return true;
  if (expr.kind === "call") return isConversion(expr.function) || expr.function === "@in";
  return expr.kind === "constant" || expr.kind === "list" || expr.kind === "map";
}

/** Goes through a list; gives up on anything else, and where the cost gets too high. */
function emitEach(emission: Emission, expr: ComprehensionExpr, before: () => void, body: Body): void {
  const { writer, context } = emission;
  const range = emission.emit(expr.iterRange);
  if (range.kind !== "list") writer.giveUpIf(`!Array.isArray(${range.code})`);
  before();
  const i = writer.name();
  const local = context.newLocal();
  writer.block(`for (let ${i} = 0; ${i} < ${range.code}.length; ${i}++)`, () => {
    writer.line("if (cost > limit) return;");
    const element = writer.temp(`${range.code}[${i}]`);
    const forSteps = writer.reserve();
    const calls = emission.calls;
    const operand: Operand = { code: element, kind: "any", json: range.json };
    context.within(expr.iterVar, local, () =>
      emission.within(expr.iterVar, operand, () => body(`${i} === ${range.code}.length - 1`)),
    );
    if (emission.calls > calls) writer.fill(forSteps, `frame.locals[${local.slot}] = ${element};`);
  });
}
