/**
 * `make run`: starts the webhook over policies/, sends it reviews over HTTPS as the API server does, prints the
 * verdicts, and goes on serving. Without a terminal, or with --once, it ends after the table: with 0 if every verdict
 * is the expected one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { parseConfig } from "../../src/config.ts";
import { SallyportError } from "../../src/errors.ts";
import { applyPatch } from "../../src/json/patch.ts";
import { serve } from "../../src/server/serve.ts";
import { diffYaml } from "./diff.ts";
import { DEMO_REVIEWS, type DemoReview } from "./reviews.ts";
import { type Answer, sendReview } from "./send.ts";
import { bold, dim, green, red, yellow } from "./style.ts";

const ROOT = join(import.meta.dirname, "../..");
const CA = join(ROOT, "certs/ca.pem");

async function main(): Promise<number> {
  process.chdir(ROOT);
  const once = process.argv.includes("--once") || !process.stdout.isTTY;
  const free = once ? ["--port", "0", "--health-port", "0"] : [];
  const config = parseConfig(free, process.env);
  const log = pino({ base: null, level: "warn" }, { write: showLogLine });
  const server = await serve(config, log);
  const wrong = await showVerdicts(server.port);
  if (once) {
    await server.stop(0);
    return wrong === 0 ? 0 : 1;
  }
  showNextSteps(server.port, server.healthPort);
  log.level = "info";
  await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  await server.stop(0);
  return 0;
}

async function showVerdicts(port: number): Promise<number> {
  print(`\n${bold("Reviews as the API server sends them, and what kubectl would show")}\n\n`);
  let wrong = 0;
  for (const review of DEMO_REVIEWS) {
    const body = review.body();
    const answer = await sendReview(port, readFileSync(CA), review.door, body);
    const { object } = JSON.parse(body).request;
    const diff = diffYaml(object, applyPatch(object, answer.patch));
    const isExpected = answer.allowed === review.allowed && diff.join("\n") === review.diff().trimEnd();
    if (!isExpected) wrong++;
    showVerdict(review, answer, isExpected);
    for (const line of diff) print(`       ${colourOf(line)(line)}\n`);
  }
  const count = DEMO_REVIEWS.length;
  print(
    wrong === 0
      ? green(`\nall ${count} verdicts as expected\n`)
      : red(`\n${wrong} of ${count} verdicts are not the expected ones\n`),
  );
  return wrong;
}

function showVerdict({ title }: DemoReview, { allowed, message, warnings, ms }: Answer, isExpected: boolean): void {
  const verdict = allowed ? green("allow") : red("deny ");
  print(`${verdict}  ${title.padEnd(58)}${dim(`${ms.toFixed(1)} ms`)}${isExpected ? "" : red("  not expected")}\n`);
  if (message !== undefined) print(`       ${message}\n`);
  for (const warning of warnings) print(`       ${yellow("Warning:")} ${warning}\n`);
}

function colourOf(line: string): (text: string) => string {
  if (line.startsWith("+")) return green;
  return line.startsWith("-") ? red : dim;
}

function showNextSteps(port: number, healthPort: number): void {
  print(`
${bold("Serving")} https://localhost:${port}, health and metrics on http://localhost:${healthPort}

Ask it yourself:
  curl --cacert certs/ca.pem -H 'Content-Type: application/json' \\
    --data @test/demo/reviews/2-too-many-gpus.json 'https://localhost:${port}/validate?timeout=10s'

Edit a policy, for example the 8 in policies/gpu/gpu-limit-per-pod.yaml, and watch it reload. Ctrl-C ends.
`);
}

/** The log for a person at a terminal. */
function showLogLine(line: string): void {
  const { level, msg, verdict, operation, kind, object, revision } = JSON.parse(line);
  const label = level >= 50 ? red("error") : level >= 40 ? yellow("warning") : dim("info");
  const text = msg === "decision" ? `${verdict} ${operation} ${kind} ${object}` : msg;
  print(`${label}  ${text}${revision === undefined ? "" : dim(` (revision ${revision})`)}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SallyportError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
  process.exitCode = error.exitCode;
}
