import { readFileSync } from "node:fs";
import type { Verdict } from "../../src/admission/verdict.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { Json, JsonObject } from "../../src/json/value.ts";
import type { Admission } from "../../src/policy/admit.ts";
import type { Authorization } from "./recorded-authorizer.ts";

/** What a request gets; absent: not told, or in a complete recording none. */
export interface Expectation {
  readonly allowed: boolean;
  readonly status?: Verdict["status"];
  readonly warnings?: Verdict["warnings"];
  readonly auditAnnotations?: Verdict["auditAnnotations"];
  /** As mutating policies left it; null where there is none, as when it is deleted. */
  readonly object?: Json;
}

/** What a policy document gets when it is applied. */
export interface CompileExpectation {
  readonly accepted: boolean;
  readonly status?: Admission["status"];
  readonly warnings?: readonly string[];
  readonly typeChecking?: Admission["typeChecking"];
}

export interface RequestCase {
  readonly id: string;
  readonly phase: "validate" | "mutate";
  readonly policies: readonly JsonObject[];
  readonly params?: readonly JsonObject[];
  readonly crds?: readonly JsonObject[];
  readonly namespaceObject?: JsonObject;
  readonly authorization?: readonly Authorization[];
  readonly review: JsonObject;
  readonly reviewUnconverted?: JsonObject;
  readonly expect: Expectation;
  readonly expectAnyOf?: readonly Expectation[];
  readonly unordered?: boolean;
  /** JSON pointers into the object expected: what the API server fills in by itself. */
  readonly defaulted?: readonly string[];
}

export interface CompileCase {
  readonly id: string;
  readonly phase?: undefined;
  readonly policy: JsonObject;
  readonly crds?: readonly JsonObject[];
  readonly expect: CompileExpectation;
}

export type Case = RequestCase | CompileCase;

/**
 * The recorded cases of a file, one a line. Recordings are taken at their word: their shape is not checked.
 * @throws if the file cannot be read, or a line of it
 */
export function readCases(file: string): readonly Case[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, i) => (line.trim() === "" ? [] : [readCase(line, `${file}:${i + 1}`)]));
}

function readCase(line: string, place: string): Case {
  try {
    return parseJson(line) as unknown as Case;
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}
