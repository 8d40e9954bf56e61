import { stabilityWarnings } from "../admission/stability-warnings.ts";
import { SallyportError } from "../errors.ts";
import { showFinding } from "../policy/finding.ts";
import type { Command } from "./command.ts";
import { FOLDER_HELP, loadFolder, parseFolderArgs } from "./folder.ts";

/** Nobody else waits. */
const NO_PAUSE = (): Promise<void> => Promise.resolve();

export const checkCommand: Command = {
  name: "check",
  summary: "compile the policies, tell every fault and warning",
  help: `Usage: sallyport check [--policies DIR]

Reads and compiles all policies as the webhook would, without starting it. Faults are what kube-apiserver would refuse;
warnings are what it would warn of: names that a kind does not have, bindings without a policy, policies without a
binding; and mutating policies that, tried on made-up objects, change their own results again or undo one another's.
Exits with 1 if there is a fault.

${FOLDER_HELP}
`,
  async run(args, env) {
    const { folder, files } = parseFolderArgs(args, env);
    if (files.length > 0) throw new SallyportError("CONFIG_INVALID", `"${files[0]}" is not a flag of this command`);
    const loaded = await loadFolder(folder);
    const { snapshot, faults } = loaded;
    const warnings = [...loaded.warnings, ...(await stabilityWarnings(loaded, NO_PAUSE))];
    for (const warning of warnings) process.stdout.write(`warning: ${showFinding(warning)}\n\n`);
    for (const fault of faults) process.stdout.write(`fault: ${showFinding(fault)}\n\n`);
    const { validating, mutating, revision } = snapshot;
    process.stdout.write(
      `${validating.length} validating and ${mutating.length} mutating policies, revision ${revision}: ` +
        `${faults.length} faults, ${warnings.length} warnings\n`,
    );
    if (faults.length > 0) throw new SallyportError("POLICIES_REFUSED", `${faults.length} faults in ${folder}`);
    return 0;
  },
};
