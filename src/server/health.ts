/** Liveness, readiness and metrics, on their own plain port, reachable while the webhook's port is not. */
import { type FastifyInstance, fastify } from "fastify";
import type { Registry } from "prom-client";

/** Why the server must not get traffic; undefined when it may. */
export type NotReady = () => string | undefined;

export function createHealthServer(notReady: NotReady, registry: Registry): FastifyInstance {
  const app = fastify({ return503OnClosing: false });
  app.get("/healthz", () => "ok\n");
  app.get("/readyz", (_request, reply) => {
    const reason = notReady();
    return reason === undefined ? "ok\n" : reply.code(503).send(`not ready: ${reason}\n`);
  });
  app.get("/metrics", async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return app;
}
