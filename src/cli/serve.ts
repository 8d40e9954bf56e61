import { pino } from "pino";
import { describeOptions, parseConfig } from "../config.ts";
import { serve } from "../server/serve.ts";
import type { Command } from "./command.ts";
import { LogLines } from "./log-lines.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "run the webhook",
  help: `Usage: sallyport serve [flags]

Runs the webhook over HTTPS: POST /validate and /mutate; GET /healthz, /readyz and /metrics on a plain port of their
own. Policies come from a folder, which is watched. Logs are JSON lines on standard output.

SIGTERM: not ready at once, goes on answering for --drain-seconds, then closes. SIGINT: the same without the wait.

Flags (each may come from the environment variable behind it; defaults in brackets):
${describeOptions()}
`,
  async run(args, env) {
    const config = parseConfig(args, env);
    const lines = new LogLines(pino.destination({ dest: 1, sync: false }));
    const log = pino({ level: config.logLevel, base: null }, lines);
    // Also after an exception that nobody caught.
    process.once("exit", () => lines.flushSync());
    try {
      const server = await serve(config, log);
      const signal = await stopSignal();
      await server.stop(signal === "SIGTERM" ? config.drainSeconds : 0);
    } finally {
      lines.flushSync();
    }
    return 0;
  },
};

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
}
