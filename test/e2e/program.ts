/** Programs that run beside the tests: started with a log, stopped by their process id, also when the tests are cut short. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Program {
  readonly log: string;
  isRunning(): boolean;
  /** The lines written so far. */
  lines(): readonly string[];
  /** @throws with the end of the log if the program ends first, or if it takes too long */
  waitFor(what: string, isThere: () => boolean | Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 90_000;
const STOP_MS = 10_000;
const POLL_MS = 100;
const TOLD_LINES = 15;

export function startProgram(file: string, args: readonly string[], log: string): Program {
  const out = openSync(log, "a");
  const child = spawn(file, args, { stdio: ["ignore", out, out] });
  closeSync(out);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("error", () => {});
  const lines = () => readFileSync(log, "utf8").split("\n").slice(0, -1);
  return {
    log,
    isRunning: () => isRunning(child),
    lines,
    async waitFor(what, isThere) {
      for (let waited = 0; waited < READY_MS && isRunning(child); waited += POLL_MS) {
        if (await isThere()) return;
        await sleep(POLL_MS);
      }
      throw new Error(`${basename(file)}: ${what} did not come\n${lines().slice(-TOLD_LINES).join("\n")}`);
    },
    async stop() {
      process.removeListener("exit", kill);
      if (!isRunning(child)) return;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(kill, STOP_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

/** A port of the loopback address that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
