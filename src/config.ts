/** Flags and environment variables of the commands: one table, parsed once, all faults told together. */
import { parseArgs } from "node:util";
import { SallyportError } from "./errors.ts";

const PROFILES = ["baseline", "restricted"] as const;
export type Profile = (typeof PROFILES)[number];
const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** The folder that holds the policies. */
  readonly policies: string;
  /** Which policies of a pack are in force. */
  readonly profile: Profile;
  readonly host: string;
  readonly port: number;
  readonly healthPort: number;
  readonly tlsCert: string;
  readonly tlsKey: string;
  /** How long the server goes on answering after SIGTERM, in seconds. */
  readonly drainSeconds: number;
  readonly logLevel: LogLevel;
}

interface Option<T> {
  readonly flag: string;
  readonly env: string;
  readonly placeholder: string;
  readonly fallback: T;
  readonly help: string;
  readonly parse: (text: string) => T | undefined;
  readonly wants: string;
}

const text = (value: string): string | undefined => (value === "" ? undefined : value);

const integer =
  (min: number, max: number) =>
  (value: string): number | undefined => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  };

const PORT = { parse: integer(0, 65535), wants: "a port from 0 to 65535 (0: any free one)" };
const PATH = { parse: text, wants: "a path" };

const OPTIONS: { readonly [K in keyof Config]: Option<Config[K]> } = {
  policies: {
    flag: "policies",
    env: "SALLYPORT_POLICIES",
    placeholder: "DIR",
    fallback: "policies",
    help: "folder of policies (YAML, sub-folders included), watched for changes",
    ...PATH,
  },
  profile: {
    flag: "profile",
    env: "SALLYPORT_PROFILE",
    placeholder: "PROFILE",
    fallback: "baseline",
    help: "which AdmissionPolicies count: those annotated sallyport.dev/profile: restricted only under restricted",
    parse: (value) => PROFILES.find((profile) => profile === value),
    wants: `one of ${PROFILES.join(", ")}`,
  },
  host: {
    flag: "host",
    env: "SALLYPORT_HOST",
    placeholder: "ADDRESS",
    fallback: "127.0.0.1",
    help: "address to listen on; 0.0.0.0 or :: for all",
    parse: text,
    wants: "an address",
  },
  port: {
    flag: "port",
    // Not SALLYPORT_PORT: a Service named sallyport puts that into every pod of its namespace.
    env: "SALLYPORT_LISTEN_PORT",
    placeholder: "PORT",
    fallback: 8443,
    help: "HTTPS port of the webhook: /validate and /mutate",
    ...PORT,
  },
  healthPort: {
    flag: "health-port",
    env: "SALLYPORT_HEALTH_PORT",
    placeholder: "PORT",
    fallback: 8080,
    help: "plain HTTP port of /healthz, /readyz and /metrics",
    ...PORT,
  },
  tlsCert: {
    flag: "tls-cert",
    env: "SALLYPORT_TLS_CERT",
    placeholder: "FILE",
    fallback: "certs/tls.pem",
    help: "serving certificate, PEM, with its chain",
    ...PATH,
  },
  tlsKey: {
    flag: "tls-key",
    env: "SALLYPORT_TLS_KEY",
    placeholder: "FILE",
    fallback: "certs/tls-key.pem",
    help: "private key of the serving certificate, PEM",
    ...PATH,
  },
  drainSeconds: {
    flag: "drain-seconds",
    env: "SALLYPORT_DRAIN_SECONDS",
    placeholder: "SECONDS",
    fallback: 5,
    help: "after SIGTERM: how long to go on answering while endpoints drain",
    parse: integer(0, 300),
    wants: "whole seconds from 0 to 300",
  },
  logLevel: {
    flag: "log-level",
    env: "SALLYPORT_LOG_LEVEL",
    placeholder: "LEVEL",
    fallback: "info",
    help: `one of ${LOG_LEVELS.join(", ")}; decisions are logged at info`,
    parse: (value) => LOG_LEVELS.find((level) => level === value),
    wants: `one of ${LOG_LEVELS.join(", ")}`,
  },
};

const KEYS = Object.keys(OPTIONS) as readonly (keyof Config)[];

/**
 * Flags win over environment variables, these over defaults.
 * @param flags the words after the command
 * @throws SallyportError CONFIG_INVALID, naming every fault at once
 */
export function parseConfig(flags: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [...unknownEnvironment(env)];
  const given = parseFlags(flags, faults);
  const config: Partial<Record<keyof Config, unknown>> = {};
  for (const key of KEYS) config[key] = resolve(key, given, env, faults);
  if (faults.length > 0) throw new SallyportError("CONFIG_INVALID", faults.join("\n"));
  return config as unknown as Config;
}

function resolve(
  key: keyof Config,
  given: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
  faults: string[],
): unknown {
  const option = OPTIONS[key];
  const [source, value] =
    given[option.flag] !== undefined ? [`--${option.flag}`, given[option.flag]] : [option.env, env[option.env]];
  if (value === undefined) return option.fallback;
  const parsed = option.parse(value);
  if (parsed === undefined) faults.push(`${source}: "${value}" is not ${option.wants}`);
  return parsed;
}

function parseFlags(flags: readonly string[], faults: string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(KEYS.map((key) => [OPTIONS[key].flag, { type: "string" as const }]));
  const { values, tokens } = parseArgs({ args: [...flags], options, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") faults.push(`"${token.value}" is not a flag`);
    if (token.kind !== "option") continue;
    if (!Object.hasOwn(options, token.name)) faults.push(`${token.rawName} is not a flag of this command`);
    else if (token.value === undefined) faults.push(`${token.rawName} needs a value`);
    else if (seen.has(token.name)) faults.push(`${token.rawName} is given twice`);
    seen.add(token.name);
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === "string")) as Record<
    string,
    string
  >;
}

/** A mistyped variable would be ignored in silence; ones that Kubernetes makes for a Service are not ours. */
function unknownEnvironment(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(KEYS.map((key) => OPTIONS[key].env));
  return Object.keys(env)
    .filter((name) => name.startsWith("SALLYPORT_") && !known.has(name) && !isServiceVariable(name))
    .map((name) => `${name} is not an environment variable of Sallyport`);
}

function isServiceVariable(name: string): boolean {
  return /_SERVICE_(HOST|PORT)(_\w+)?$|_PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?$/.test(name);
}

/** The table of flags for `--help`. */
export function describeOptions(): string {
  const rows = KEYS.map((key) => {
    const option = OPTIONS[key];
    return [`  --${option.flag} ${option.placeholder}`, `${option.help} [${option.fallback}] (${option.env})`] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length)) + 2;
  return rows.map(([flag, help]) => flag.padEnd(width) + help).join("\n");
}
