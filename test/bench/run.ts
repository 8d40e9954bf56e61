/** `make bench`: prints the tables that stand in the README. Ratios within one run; absolute figures are this machine's. */
import { benchCel } from "./cel.ts";
import { benchServer } from "./server.ts";

const progress = (line: string) => process.stderr.write(`${line}\n`);

const cel = benchCel(progress);
const server = await benchServer(progress);

const lines = [
  `Measured on ${new Date().toISOString().slice(0, 10)} with \`make bench\`, Node ${process.version}.`,
  "",
  "| 16 rules over 64 recorded pods, conversion included | rules it can do | time, hand-written JavaScript = 1 | µs a rule |",
  "| --- | --- | --- | --- |",
  ...cel.map(({ name, rules, ratio, microseconds }) => {
    return `| ${name} | ${rules} | ${ratio.toFixed(1)} | ${microseconds.toFixed(2)} |`;
  }),
  "",
  "| HTTPS server, 16 connections | throughput, no-op = 100 % | a second | p50 | p99 | memory | errors |",
  "| --- | --- | --- | --- | --- | --- | --- |",
  ...server.map(({ name, share, perSecond, p50Ms, p99Ms, memoryMiB, errors }) => {
    const figures = [`${(share * 100).toFixed(0)} %`, perSecond.toFixed(0), `${p50Ms.toFixed(2)} ms`];
    return `| ${[name, ...figures, `${p99Ms.toFixed(2)} ms`, `${memoryMiB.toFixed(0)} MiB`, errors].join(" | ")} |`;
  }),
];
process.stdout.write(`${lines.join("\n")}\n`);
