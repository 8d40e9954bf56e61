/** Request bodies as lossless JSON, whatever keys they have. */
import type { FastifyInstance } from "fastify";
import { parseJson } from "../json/parse.ts";
import type { Json } from "../json/value.ts";

/** Object and old object of at most 3 MiB each, escaped and wrapped, fit; more is refused with 413. */
export const BODY_LIMIT = 16 << 20;

/** A request that is no well-formed AdmissionReview: the caller's fault. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";
  readonly statusCode = 400;
}

/** Replaces Fastify's own JSON parser, which refuses legal objects with a key `__proto__` and rounds numbers. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, parseBody(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseBody(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new BadRequest(`the body is not JSON: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}
