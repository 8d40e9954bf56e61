import { NO_AUTHORIZER } from "../admission/authorizer.ts";
import { memoryClusterView } from "../admission/memory-cluster-view.ts";
import { runExample } from "../admission/run-example.ts";
import { SallyportError } from "../errors.ts";
import { showFinding } from "../policy/finding.ts";
import type { Command } from "./command.ts";
import { FOLDER_HELP, loadFolder, parseFolderArgs } from "./folder.ts";

export const testCommand: Command = {
  name: "test",
  summary: "run the examples that stand beside the policies",
  help: `Usage: sallyport test [--policies DIR] [POLICY...]

Runs the examples of all policies, or of those named: documents of kind PolicyExamples (sallyport.dev/v1) with objects
that the policy must take (\`good\`), refuse with a message (\`bad\`), or patch (\`mutated\`) to a \`result\`, which it must then
leave as it is. Exits with 1 if one fails.

${FOLDER_HELP}
`,
  async run(args, env) {
    const { folder, files: names } = parseFolderArgs(args, env);
    const { snapshot, objects, examples, faults } = await loadFolder(folder);
    for (const fault of faults) process.stdout.write(`${showFinding(fault)}\n\n`);
    const captured = { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
    const chosen = examples.filter(({ policy }) => names.length === 0 || names.includes(policy));
    let [passed, failed] = [0, faults.length];
    for (const { policy, examples: cases } of chosen) {
      for (const example of cases) {
        const problem = await runExample(policy, example, captured);
        if (problem === undefined) passed++;
        else failed++;
        if (problem !== undefined) process.stdout.write(`${policy}: ${example.name}: ${problem}\n\n`);
      }
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    if (failed > 0) throw new SallyportError("EXAMPLES_FAILED", `${failed} examples failed`);
    return 0;
  },
};
