/** `sallyport COMMAND`: finds the command, turns errors into messages and exit codes. */
import { messageOf, SallyportError } from "../errors.ts";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { reviewCommand } from "./review.ts";
import { serveCommand } from "./serve.ts";
import { testCommand } from "./test.ts";

const COMMANDS: readonly Command[] = [serveCommand, checkCommand, testCommand, reviewCommand];

/** Wrong use, as most programs have it. */
const USAGE = 2;

/** @returns what the process is to exit with */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") return print(overview());
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    process.stderr.write(`sallyport: there is no command "${name}"\n\n${overview()}`);
    return USAGE;
  }
  if (rest.includes("--help") || rest.includes("-h")) return print(command.help);
  try {
    return await command.run(rest, env);
  } catch (error) {
    return fail(error);
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function fail(error: unknown): number {
  if (error instanceof SallyportError) {
    process.stderr.write(`sallyport: ${error.message}\n${error.hint}\n`);
    return error.exitCode;
  }
  process.stderr.write(`sallyport: internal error: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
  return 1;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const rows = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return `Usage: sallyport COMMAND [flags]

Admission control for AI workloads on Kubernetes.

${rows.join("\n")}

\`sallyport COMMAND --help\` has the flags.
`;
}
