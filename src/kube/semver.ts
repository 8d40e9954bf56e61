/** Semantic versions, as Kubernetes reads them (github.com/blang/semver/v4). */
import { byteLength, goQuote } from "./go-text.ts";

export interface Semver {
  /** 0 to 2^64 - 1. */
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Numbers where they are numeric. */
  readonly prerelease: readonly (bigint | string)[];
  /** Of no consequence for the order. */
  readonly build: readonly string[];
}

export function formatSemver({ major, minor, patch, prerelease, build }: Semver): string {
  const suffix = (sign: string, parts: readonly unknown[]) => (parts.length === 0 ? "" : sign + parts.join("."));
  return `${major}.${minor}.${patch}${suffix("-", prerelease)}${suffix("+", build)}`;
}

const DIGITS = /^[0-9]*$/;
const ALPHANUMERIC = /^[-0-9A-Za-z]*$/;
const UINT64_MAX = 2n ** 64n - 1n;
const UINT64_DIGITS = 20;

/** @returns the version, or why the text is none, in the words of the package that Kubernetes uses */
export function parseSemver(text: string): Semver | string {
  if (text === "") return "Version string empty";
  const parts = splitVersion(text);
  if (parts.length < 3) return "No Major.Minor.Patch elements found";
  const [majorText = "", minorText = "", rest = ""] = parts;
  const major = parseNumber("Major", majorText);
  if (typeof major === "string") return major;
  const minor = parseNumber("Minor", minorText);
  if (typeof minor === "string") return minor;
  const [release, buildText] = cut(rest, "+");
  const [patchText, prereleaseText] = cut(release, "-");
  const patch = parseNumber("Patch", patchText);
  if (typeof patch === "string") return patch;
  const prerelease = prereleaseText?.split(".").map(parsePrerelease) ?? [];
  const build = buildText?.split(".") ?? [];
  const fault = prerelease.find((part) => part instanceof Fault)?.problem ?? buildFault(build);
  return fault ?? { major, minor, patch, prerelease: prerelease as (bigint | string)[], build };
}

/**
 * Also takes `v1`, `1.2` and `01.02.03`.
 * @returns as `parseSemver`
 */
export function parseSemverTolerantly(text: string): Semver | string {
  const parts = splitVersion(text.startsWith("v") ? text.slice(1) : text).map(withoutLeadingZeros);
  if (parts.length < 3 && /[-+]/.test(parts.at(-1) ?? "")) {
    return "short version cannot contain PreRelease/Build meta data";
  }
  while (parts.length < 3) parts.push("0");
  return parseSemver(parts.join("."));
}

/** The first two parts, and all that follows. */
function splitVersion(text: string): string[] {
  const parts = text.split(".");
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(".")];
}

function withoutLeadingZeros(part: string): string {
  if (byteLength(part) <= 1) return part;
  const trimmed = part.replace(/^0+/, "");
  return /^[0-9]/.test(trimmed) ? trimmed : `0${trimmed}`;
}

function cut(text: string, separator: string): readonly [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function parseNumber(name: "Major" | "Minor" | "Patch", text: string): bigint | string {
  if (!DIGITS.test(text)) return `Invalid character(s) found in ${name.toLowerCase()} number ${goQuote(text)}`;
  if (hasLeadingZero(text)) return `${name} number must not contain leading zeroes ${goQuote(text)}`;
  return parseUint(text);
}

function hasLeadingZero(digits: string): boolean {
  return digits.length > 1 && digits.startsWith("0");
}

function parseUint(digits: string): bigint | string {
  if (digits === "") return 'strconv.ParseUint: parsing "": invalid syntax';
  const number = digits.length > UINT64_DIGITS ? undefined : BigInt(digits);
  return number === undefined || number > UINT64_MAX
    ? `strconv.ParseUint: parsing ${goQuote(digits)}: value out of range`
    : number;
}

class Fault {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

function parsePrerelease(text: string): bigint | string | Fault {
  if (text === "") return new Fault("Prerelease is empty");
  if (!ALPHANUMERIC.test(text)) return new Fault(`Invalid character(s) found in prerelease ${goQuote(text)}`);
  if (!DIGITS.test(text)) return text;
  if (hasLeadingZero(text)) {
    return new Fault(`Numeric PreRelease version must not contain leading zeroes ${goQuote(text)}`);
  }
  const number = parseUint(text);
  return typeof number === "string" ? new Fault(number) : number;
}

function buildFault(build: readonly string[]): string | undefined {
  for (const part of build) {
    if (part === "") return "Build meta data is empty";
    if (!ALPHANUMERIC.test(part)) return `Invalid character(s) found in build meta data ${goQuote(part)}`;
  }
  return undefined;
}

/** -1, 0 or 1. */
export function compareSemver(a: Semver, b: Semver): number {
  return (
    compare(a.major, b.major) ||
    compare(a.minor, b.minor) ||
    compare(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** A release comes after all its prereleases. */
function comparePrereleases(a: Semver["prerelease"], b: Semver["prerelease"]): number {
  if (a.length === 0 || b.length === 0) return compare(b.length, a.length);
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareParts(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return compare(a.length, b.length);
}

/** Numbers come before words. */
function compareParts(a: bigint | string, b: bigint | string): number {
  return typeof a === typeof b ? compare(a, b) : typeof a === "bigint" ? -1 : 1;
}

function compare<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
