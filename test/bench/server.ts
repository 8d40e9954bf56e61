/**
 * The webhook with 0, 16 and 1,000 validating policies (of which 16 match) and with 16 mutating ones against a Fastify
 * server that only allows: all over HTTPS, driven by the same load from a process of its own, in turns, so that the
 * ratios hold when the machine's speed drifts.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type JsonObject, member } from "../../src/json/value.ts";
import type { LoadResult } from "./load.ts";
import { recordedPodReviews } from "./pods.ts";
import { mutatingPolicies, validatingPolicies } from "./policies.ts";
import { type Pod, RULES } from "./rules.ts";
import { median } from "./statistics.ts";

const ROUNDS = 3;
const SECONDS = 3;
const CONNECTIONS = 16;
const CERT = "certs/tls.pem";
const KEY = "certs/tls-key.pem";

interface Contender {
  readonly name: string;
  readonly process: ChildProcess;
  readonly path: "/validate" | "/mutate";
  readonly port: number;
  readonly rounds: LoadResult[];
}

export interface ServerRow {
  readonly name: string;
  /** Throughput as a share of the no-op server's in the same round, the median of all rounds. */
  readonly share: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Resident memory at the end, in MiB. */
  readonly memoryMiB: number;
  readonly errors: number;
}

export async function benchServer(progress: (line: string) => void): Promise<readonly ServerRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-bench-"));
  const contenders: Contender[] = [];
  try {
    const bodies = join(folder, "bodies.jsonl");
    writeFileSync(bodies, allowedReviews().join("\n"));
    contenders.push(await startNoop(folder));
    for (const count of [0, 16, 1000]) {
      contenders.push(await startSallyport(folder, `${count} policies`, "/validate", validatingPolicies(count)));
    }
    contenders.push(await startSallyport(folder, "16 mutating policies", "/mutate", mutatingPolicies()));
    for (const contender of contenders) await drive(contender, bodies, 2);
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`server: round ${round} of ${ROUNDS}`);
      for (const contender of contenders) contender.rounds.push(await drive(contender, bodies, SECONDS));
    }
    return rowsOf(contenders);
  } finally {
    for (const { process } of contenders) process.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}

/** Reviews that all sixteen policies allow, as most requests of a cluster are. */
function allowedReviews(): readonly string[] {
  const isAllowed = (review: JsonObject) => {
    const pod = member(member(review, "request"), "object") as unknown as Pod;
    return RULES.every(({ js }) => js(pod));
  };
  return recordedPodReviews()
    .filter(isAllowed)
    .map((review) => JSON.stringify(review));
}

async function startNoop(folder: string): Promise<Contender> {
  const args = [join(import.meta.dirname, "noop-server.ts"), CERT, KEY];
  const { child, line } = await start(args, join(folder, "no-op.log"), () => true);
  return { name: "no-op Fastify", process: child, path: "/validate", port: Number(line), rounds: [] };
}

async function startSallyport(
  folder: string,
  name: string,
  path: Contender["path"],
  texts: readonly string[],
): Promise<Contender> {
  const policies = join(folder, name.replaceAll(" ", "-"));
  mkdirSync(policies);
  for (const [index, text] of texts.entries()) writeFileSync(join(policies, `p${index}.yaml`), text);
  const flags = ["--policies", policies, "--port", "0", "--health-port", "0", "--tls-cert", CERT, "--tls-key", KEY];
  const isListening = (line: string) => line.includes('"listening"');
  const { child, line } = await start(["src/main.ts", "serve", ...flags], `${policies}.log`, isListening);
  return { name, process: child, path, port: JSON.parse(line).port, rounds: [] };
}

const START_MS = 30_000;
const POLL_MS = 50;

/**
 * Starts a server whose output goes to a file, so that nobody needs a processor to read it.
 * @returns with the first line that `wanted` takes
 */
async function start(args: readonly string[], log: string, wanted: (line: string) => boolean) {
  const out = openSync(log, "w");
  const child = spawn(process.execPath, args, { stdio: ["ignore", out, "inherit"] });
  closeSync(out);
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += POLL_MS) {
    await sleep(POLL_MS);
    const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
    const line = lines.find(wanted);
    if (line !== undefined) return { child, line };
  }
  child.kill("SIGKILL");
  throw new Error(`the server did not start: ${readFileSync(log, "utf8")}`);
}

async function drive(contender: Contender, bodies: string, seconds: number): Promise<LoadResult> {
  const args = [contender.port, contender.path, seconds, CONNECTIONS, bodies].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "load.ts"), ...args]);
  return JSON.parse(stdout);
}

function rowsOf(contenders: readonly Contender[]): readonly ServerRow[] {
  const yardstick = contenders[0]?.rounds ?? [];
  return contenders.map(({ name, rounds, process }) => ({
    name,
    share: median(rounds.map((round, index) => round.perSecond / (yardstick[index]?.perSecond ?? Number.NaN))),
    perSecond: median(rounds.map((round) => round.perSecond)),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    memoryMiB: residentMiB(process.pid ?? 0),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
  }));
}

function residentMiB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) / 1024;
}
