import { admitDocument } from "../../src/policy/admit.ts";
import type { CompileCase, CompileExpectation } from "./cases.ts";

/** Applies the recorded policy or binding as the guard endpoint does. */
export function runCompileCase({ policy, crds = [] }: CompileCase): CompileExpectation {
  return admitDocument(policy, { crds });
}
