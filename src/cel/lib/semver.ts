/** Kubernetes' semantic versions. */
import { compareSemver, formatSemver, parseSemver, parseSemverTolerantly, type Semver } from "../../kube/semver.ts";
import type { FunctionDecl, Library } from "../environment.ts";
import { BOOL, INT, objectType, STRING } from "../types.ts";
import { CelError, normalInt, OpaqueValue } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const SEMVER_TYPE = objectType("kubernetes.Semver");

class SemverValue extends OpaqueValue {
  readonly type = SEMVER_TYPE;
  readonly version: Semver;

  constructor(version: Semver) {
    super();
    this.version = version;
  }

  override equals(other: SemverValue): boolean {
    return compare(this, other) === 0;
  }

  override toString(): string {
    return formatSemver(this.version);
  }
}

function compare(a: SemverValue, b: SemverValue): number {
  return compareSemver(a.version, b.version);
}

function parse(text: string, isTolerant: boolean): Semver | string {
  return isTolerant ? parseSemverTolerantly(text) : parseSemver(text);
}

function toSemver(text: string, isTolerant: boolean): SemverValue | CelError {
  const version = parse(text, isTolerant);
  return typeof version === "string" ? new CelError(version) : new SemverValue(version);
}

function isSemver(text: string, isTolerant: boolean): boolean {
  return typeof parse(text, isTolerant) !== "string";
}

/** The largest numbers of a version wrap around in an int. */
function part(name: "major" | "minor" | "patch"): FunctionDecl {
  return functionOf(
    name,
    memberOverload(`semver_${name}`, [SEMVER_TYPE], INT, ({ version }: SemverValue) => {
      return normalInt(BigInt.asIntN(64, version[name]));
    }),
  );
}

export const SEMVER: Library = {
  name: "kubernetes.Semver",
  functions: [
    functionOf(
      "semver",
      overload("string_to_semver", [STRING], SEMVER_TYPE, (text: string) => toSemver(text, false), traversalCost),
      overload("string_bool_to_semver", [STRING, BOOL], SEMVER_TYPE, toSemver, traversalCost),
    ),
    functionOf(
      "isSemver",
      overload("is_semver_string", [STRING], BOOL, (text: string) => isSemver(text, false), traversalCost),
      overload("is_semver_string_bool", [STRING, BOOL], BOOL, isSemver, traversalCost),
    ),
    functionOf(
      "isGreaterThan",
      memberOverload("semver_is_greater_than", [SEMVER_TYPE, SEMVER_TYPE], BOOL, (a: SemverValue, b: SemverValue) => {
        return compare(a, b) > 0;
      }),
    ),
    functionOf(
      "isLessThan",
      memberOverload("semver_is_less_than", [SEMVER_TYPE, SEMVER_TYPE], BOOL, (a: SemverValue, b: SemverValue) => {
        return compare(a, b) < 0;
      }),
    ),
    functionOf("compareTo", memberOverload("semver_compare_to", [SEMVER_TYPE, SEMVER_TYPE], INT, compare)),
    part("major"),
    part("minor"),
    part("patch"),
  ],
};
