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
import { aiReviews } from "./ai-objects.ts";
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
  /** A file, one a line. */
  readonly bodies: string;
  readonly rounds: LoadResult[];
  /** What it is compared with; undefined for that itself. */
  readonly yardstick: Contender | undefined;
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
    const pods = writeBodies(folder, "pods", allowedReviews());
    const noop = await startNoop(folder, pods);
    contenders.push(noop);
    const startWith = async (name: string, path: Contender["path"], texts: readonly string[]) => {
      const policies = writePolicies(folder, name, texts);
      contenders.push(await startSallyport(name, path, policies, noop));
    };
    for (const count of [0, 16, 1000]) await startWith(`${count} policies`, "/validate", validatingPolicies(count));
    await startWith("16 mutating policies", "/mutate", mutatingPolicies());
    const ai = {
      ...noop,
      name: "no-op Fastify, AI objects",
      bodies: writeBodies(folder, "ai", aiReviews()),
      rounds: [],
    };
    contenders.push(ai);
    contenders.push(await startSallyport("the pack, judging AI objects", "/validate", "policies", ai));
    contenders.push(await startSallyport("the pack, defaults for AI objects", "/mutate", "policies", ai));
    for (const contender of contenders) await drive(contender, 2);
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`server: round ${round} of ${ROUNDS}`);
      for (const contender of contenders) contender.rounds.push(await drive(contender, SECONDS));
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

function writeBodies(folder: string, name: string, reviews: readonly string[]): string {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, reviews.join("\n"));
  return file;
}

async function startNoop(folder: string, bodies: string): Promise<Contender> {
  const args = [join(import.meta.dirname, "noop-server.ts"), CERT, KEY];
  const { child, line } = await start(args, join(folder, "no-op.log"), () => true);
  const port = Number(line);
  return { name: "no-op Fastify", process: child, path: "/validate", port, bodies, rounds: [], yardstick: undefined };
}

/** @returns the folder */
function writePolicies(folder: string, name: string, texts: readonly string[]): string {
  const policies = join(folder, name.replaceAll(" ", "-"));
  mkdirSync(policies);
  for (const [index, text] of texts.entries()) writeFileSync(join(policies, `p${index}.yaml`), text);
  return policies;
}

/** With the bodies of its yardstick. */
async function startSallyport(
  name: string,
  path: Contender["path"],
  policies: string,
  yardstick: Contender,
): Promise<Contender> {
  const log = `${yardstick.bodies}-${name.replaceAll(" ", "-")}.log`;
  const flags = ["--policies", policies, "--port", "0", "--health-port", "0", "--tls-cert", CERT, "--tls-key", KEY];
  const isListening = (line: string) => line.includes('"listening"');
  const { child, line } = await start(["src/main.ts", "serve", ...flags], log, isListening);
  const { bodies } = yardstick;
  return { name, process: child, path, port: JSON.parse(line).port, bodies, rounds: [], yardstick };
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

async function drive({ port, path, bodies }: Contender, seconds: number): Promise<LoadResult> {
  const args = [port, path, seconds, CONNECTIONS, bodies].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "load.ts"), ...args]);
  return JSON.parse(stdout);
}

function rowsOf(contenders: readonly Contender[]): readonly ServerRow[] {
  return contenders.map(({ name, rounds, process, yardstick }) => ({
    name,
    share: median(rounds.map((round, i) => round.perSecond / (yardstick?.rounds[i] ?? round).perSecond)),
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
