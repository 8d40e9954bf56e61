/** Which of the specification's tests are about something that Kubernetes' CEL does not have at all. */
import type { SpecTest } from "./suite.ts";

interface Exclusion {
  readonly reason: string;
  readonly applies: (test: SpecTest) => boolean;
}

const EXTENSIONS_NOT_ENABLED = ["bindings_ext/", "block_ext/", "encoders_ext/", "math_ext/", "proto2_ext/"];

/** Timestamps and durations are values of CEL's own. */
const MESSAGE_NAME = /TestAllTypes|GlobalEnum|NestedEnum|google\.protobuf\.(?!Timestamp\b|Duration\b)/;

export const EXCLUSIONS: readonly Exclusion[] = [
  {
    reason: "an extension that Kubernetes does not enable",
    applies: ({ id }) => EXTENSIONS_NOT_ENABLED.some((prefix) => id.startsWith(prefix)),
  },
  {
    reason: "protobuf messages, wrappers and enums: Kubernetes' objects are not protobuf to CEL",
    applies: ({ container = "", ...test }) =>
      container.startsWith("cel.expr.conformance") ||
      container === "google.protobuf" ||
      MESSAGE_NAME.test(JSON.stringify(test)) ||
      JSON.stringify(test.typedResult ?? "").includes('"wrapper"'),
  },
  {
    reason: "a container, in which names are looked up first: Kubernetes has none",
    applies: ({ container }) => container === "x",
  },
];

export function isInScope(test: SpecTest): boolean {
  return EXCLUSIONS.every(({ applies }) => !applies(test));
}
