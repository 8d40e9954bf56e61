/**
 * Every error that Sallyport raises about its own use, by code. An error is for people: what went wrong and what to
 * do about it, never contents of objects. Verdicts about requests are not errors.
 */
const ERRORS = {
  CONFIG_INVALID: { exitCode: 2, hint: "run `sallyport --help` for the flags and their defaults" },
  CERTIFICATE_UNREADABLE: { exitCode: 1, hint: "run `make certs`, or name your own with --tls-cert and --tls-key" },
  POLICIES_UNREADABLE: { exitCode: 1, hint: "name a readable folder with --policies" },
  POLICIES_REFUSED: { exitCode: 1, hint: "mend the faults above; `sallyport check` shows them without starting" },
  ADDRESS_UNAVAILABLE: { exitCode: 1, hint: "choose another with --host, --port or --health-port" },
  EXAMPLES_FAILED: { exitCode: 1, hint: "the policy or its example is wrong: the lines above say which" },
} as const;

export type ErrorCode = keyof typeof ERRORS;

export class SallyportError extends Error {
  override readonly name = "SallyportError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** What the process exits with when this error ends it. */
  get exitCode(): number {
    return ERRORS[this.code].exitCode;
  }

  /** What the reader can do. */
  get hint(): string {
    return ERRORS[this.code].hint;
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
