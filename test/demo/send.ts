import { request } from "node:https";
import type { PatchOperation } from "../../src/json/patch.ts";

export interface Answer {
  readonly allowed: boolean;
  /** Of a denial. */
  readonly message: string | undefined;
  readonly warnings: readonly string[];
  readonly patch: readonly PatchOperation[];
  readonly ms: number;
}

/** Sends a review as the API server does: HTTP/1.1 over TLS, the server's name checked, with the time it may take. */
export function sendReview(port: number, ca: Buffer, path: string, body: string): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: "127.0.0.1",
      servername: "localhost",
      port,
      path: `${path}?timeout=10s`,
      method: "POST",
      ca,
      headers: { "content-type": "application/json", accept: "application/json, */*" },
    });
    outgoing.on("error", reject).on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (incoming.statusCode !== 200) return reject(new Error(`${incoming.statusCode}: ${text}`));
        const { response } = JSON.parse(text);
        resolve({
          allowed: response.allowed,
          message: response.status?.message,
          warnings: response.warnings ?? [],
          patch: JSON.parse(Buffer.from(response.patch ?? "W10=", "base64").toString()),
          ms: performance.now() - startedAt,
        });
      });
    });
    outgoing.end(body);
  });
}
