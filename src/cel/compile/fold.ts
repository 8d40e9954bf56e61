/** Conversions of constants are done while compiling, as are literals made of constants. Their errors come to light. */
import { CelError, EvaluationAborted, type Frame } from "../values.ts";
import { generalStep, type Operation } from "./operation.ts";
import { InstantiationError, type Plan, type Step } from "./step.ts";

const CONVERSIONS: ReadonlySet<string> = new Set([
  ...["bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint"],
]);

export function isConversion(functionName: string): boolean {
  return CONVERSIONS.has(functionName);
}

/** The constant that a conversion of a constant comes to. @throws InstantiationError */
export function foldConversion(operation: Operation, operand: Plan): Plan | undefined {
  if (operand.kind !== "constant" || !isConversion(operation.name)) return undefined;
  const folded = fold(generalStep(operation, operand));
  if (folded.value instanceof CelError) throw new InstantiationError(folded.value.message);
  return folded;
}

/** The constant that a step without variables comes to. @throws InstantiationError where cel-go panics */
export function fold(step: Step): Extract<Plan, { kind: "constant" }> {
  const frame: Frame = { vars: [], locals: [], cost: 0, limit: Number.POSITIVE_INFINITY, work: 0 };
  try {
    return { kind: "constant", value: step(frame) };
  } catch (error) {
    if (error instanceof EvaluationAborted) throw new InstantiationError(error.message);
    throw error;
  }
}
