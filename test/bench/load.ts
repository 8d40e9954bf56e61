/**
 * Load for a webhook, as a process of its own: a fixed number of TLS connections, each with one request in flight,
 * for a bounded time. The client does as little as it can (requests made before, answers only measured), so that
 * the server is what is measured.
 *
 * node test/bench/load.ts PORT PATH SECONDS CONNECTIONS BODIES_FILE
 * BODIES_FILE holds one body a line, sent in turn. Prints one JSON object: LoadResult.
 */
import { readFileSync } from "node:fs";
import { connect, type TLSSocket } from "node:tls";

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 200. */
  readonly errors: number;
}

interface Run {
  readonly latencies: number[];
  readonly endsAt: number;
  errors: number;
  next: number;
}

const HEADER_END = Buffer.from("\r\n\r\n");

function requestOf(path: string, body: string): Buffer {
  const head = [
    `POST ${path}?timeout=10s HTTP/1.1`,
    "Host: localhost",
    "User-Agent: kube-apiserver-admission",
    "Accept: application/json, */*",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join("\r\n");
  return Buffer.from(`${head}\r\n\r\n${body}`);
}

/** The length of the whole answer in `bytes`; undefined while its head is incomplete. */
function answerLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(HEADER_END);
  if (end < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(bytes.toString("latin1", 0, end))?.[1];
  return end + HEADER_END.length + Number(length ?? 0);
}

function openConnection(port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => resolve(socket));
    socket.setNoDelay(true).once("error", reject);
  });
}

function drive(socket: TLSSocket, requests: readonly Buffer[], run: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      if (sentAt >= run.endsAt) return socket.end(resolve);
      socket.write(requests[run.next++ % requests.length] as Buffer);
    };
    socket.on("data", (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const length = answerLength(received);
      if (length === undefined || received.length < length) return;
      run.latencies.push(performance.now() - sentAt);
      if (!received.subarray(0, 12).equals(Buffer.from("HTTP/1.1 200"))) run.errors++;
      received = received.subarray(length);
      send();
    });
    socket.on("error", reject);
    send();
  });
}

async function main([port, path, seconds, connections, bodiesFile]: readonly string[]): Promise<void> {
  const bodies = readFileSync(bodiesFile ?? "", "utf8")
    .split("\n")
    .filter(Boolean);
  const requests = bodies.map((body) => requestOf(path ?? "/", body));
  const sockets = await Promise.all(Array.from({ length: Number(connections) }, () => openConnection(Number(port))));
  const startedAt = performance.now();
  const run: Run = { latencies: [], endsAt: startedAt + Number(seconds) * 1000, errors: 0, next: 0 };
  await Promise.all(sockets.map((socket) => drive(socket, requests, run)));
  const elapsed = (performance.now() - startedAt) / 1000;
  const sorted = Float64Array.from(run.latencies).sort();
  const quantile = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
  const result: LoadResult = {
    requests: sorted.length,
    perSecond: sorted.length / elapsed,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    errors: run.errors,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
