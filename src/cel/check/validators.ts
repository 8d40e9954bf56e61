/** What cel-go's AST validators refuse although its types fit: the ones that Kubernetes asks for. */
import type { Environment } from "../environment.ts";
import type { Issue } from "../issue.ts";
import type { Checked } from "./checked.ts";
import { validateFormatLiterals } from "./format-literals.ts";
import { validateHomogeneousLiterals } from "./homogeneous-literals.ts";
import { validateLiteralArguments } from "./literal-arguments.ts";

export function validateLiterals(checked: Checked, env: Environment): Issue[] {
  return [
    ...(env.homogeneousLiterals ? validateHomogeneousLiterals(checked) : []),
    ...validateLiteralArguments(checked, env),
    ...validateFormatLiterals(checked),
  ];
}
