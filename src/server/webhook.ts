/** The two doors over HTTPS: AdmissionReviews in, verdicts out. */
import type { ServerOptions } from "node:https";
import { performance } from "node:perf_hooks";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { Logger } from "pino";
import { type Captured, type Clock, mutate, validate } from "../admission/admit.ts";
import { type ReviewResponse, reviewResponse } from "../admission/response.ts";
import { decodeReview } from "../admission/review.ts";
import type { Verdict } from "../admission/verdict.ts";
import { messageOf } from "../errors.ts";
import type { Json } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import { acceptJson, BadRequest, BODY_LIMIT } from "./body.ts";
import { logDecision } from "./decision-log.ts";
import type { Door, Metrics } from "./metrics.ts";
import { recordLogger } from "./record-logger.ts";
import { reviewTime } from "./timeout.ts";

export interface WebhookOptions {
  readonly tls: Pick<ServerOptions, "cert" | "key">;
  /** What requests are judged by from now on; undefined until the first policies are loaded. */
  readonly current: () => Captured | undefined;
  readonly metrics: Metrics;
  readonly log: Logger;
}

type Judge = (request: AdmissionRequest, captured: Captured, clock: Clock) => Verdict | Promise<Verdict>;

/**
 * The API server keeps idle connections for 90 s and does not repeat a POST whose connection the server closed
 * meanwhile, so the server must keep them longer. In milliseconds.
 */
const KEEP_ALIVE_MS = 125_000;
/** For a whole request to arrive, in milliseconds: no client can hold a connection open with half of one. */
const REQUEST_MS = 30_000;

export function createWebhookServer(options: WebhookOptions): FastifyInstance {
  const app = fastify({
    https: { ...options.tls, minVersion: "TLSv1.2" },
    bodyLimit: BODY_LIMIT,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    // While draining, what is in flight and what still arrives is answered.
    return503OnClosing: false,
    forceCloseConnections: "idle",
  }) as unknown as FastifyInstance;
  acceptJson(app);
  app.post("/validate", door("validate", validate, options));
  app.post("/mutate", door("mutate", mutate, options));
  app.setErrorHandler((error, _request, reply) => refuse(error, reply, options));
  app.setNotFoundHandler((request, reply) => {
    options.metrics.refused(404);
    const problem = `${request.method} ${request.url.split("?")[0]} is not served: POST an AdmissionReview to /validate or /mutate`;
    return reply.code(404).send({ error: problem });
  });
  return app;
}

function door(name: Door, judge: Judge, { current, metrics, log }: WebhookOptions) {
  const decisions = recordLogger(log);
  // Not async: that would cost as much as reading the review does.
  return (request: FastifyRequest, reply: FastifyReply) => {
    const startedAt = performance.now();
    const captured = current();
    // The API server repeats a request that is answered like this, up to ten times.
    if (captured === undefined) return reply.code(503).header("retry-after", "1").send({ error: "starting" });
    const clock = clockFrom(startedAt, request.query as Readonly<Record<string, unknown>>);
    const review = readReview(request.body as Json);
    const answer = (verdict: Verdict): ReviewResponse => {
      const ms = performance.now() - startedAt;
      metrics.decided(name, verdict.allowed ? "allow" : "deny", ms / 1000);
      logDecision(decisions, name, review, verdict, ms);
      return reviewResponse(review.uid, verdict);
    };
    const verdict = judge(review, captured, clock);
    return verdict instanceof Promise ? verdict.then(answer) : answer(verdict);
  };
}

function clockFrom(startedAt: number, query: Readonly<Record<string, unknown>>): Clock {
  const { timeout } = query;
  const time = typeof timeout === "string" || timeout === undefined ? reviewTime(timeout) : undefined;
  if (time === undefined) throw new BadRequest("the query's timeout must be one duration, such as 10s");
  return { now: () => performance.now(), deadline: startedAt + time, date: () => Date.now() };
}

function readReview(body: Json): AdmissionRequest {
  const decoded = decodeReview(body ?? null);
  if (!decoded.ok) throw new BadRequest(`no AdmissionReview of admission.k8s.io/v1: ${decoded.faults.join("; ")}`);
  return decoded.request;
}

/** Faults of the request are told to the caller; faults of Sallyport are logged, and the caller learns only that. */
function refuse(error: unknown, reply: FastifyReply, { metrics, log }: WebhookOptions): FastifyReply {
  const status = statusOf(error);
  metrics.refused(status);
  if (status < 500) return reply.code(status).send({ error: messageOf(error) });
  log.error({ err: error }, "internal error");
  return reply.code(500).send({ error: "internal error: the log of Sallyport has it" });
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" && status >= 400 ? status : 500;
}
