/**
 * The yardstick of the server benchmark: Fastify over HTTPS that parses the review and allows it, nothing else.
 *
 * node test/bench/noop-server.ts CERT KEY
 */
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fastify } from "fastify";

const [cert, key] = process.argv.slice(2).map((path) => readFileSync(path));
const app = fastify({ https: { cert: cert as Buffer, key: key as Buffer }, bodyLimit: 16 << 20 });

for (const path of ["/validate", "/mutate"]) {
  app.post(path, (request) => {
    const review = request.body as { request: { uid: string } };
    return {
      apiVersion: "admission.k8s.io/v1",
      kind: "AdmissionReview",
      response: { uid: review.request.uid, allowed: true },
    };
  });
}

await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
process.on("SIGTERM", () => app.close());
