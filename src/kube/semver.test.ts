import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSemver, parseSemver, parseSemverTolerantly, type Semver } from "./semver.ts";

function semver(text: string): Semver {
  const version = parseSemver(text);
  if (typeof version === "string") throw new Error(version);
  return version;
}

describe("parseSemver", () => {
  it.each([
    ["", "Version string empty"],
    ["1.2", "No Major.Minor.Patch elements found"],
    ["1.2.x", 'Invalid character(s) found in patch number "x"'],
    ["01.2.3", 'Major number must not contain leading zeroes "01"'],
    ["18446744073709551616.0.0", 'strconv.ParseUint: parsing "18446744073709551616": value out of range'],
    ["1.2.3-", "Prerelease is empty"],
    ["1.2.3-01", 'Numeric PreRelease version must not contain leading zeroes "01"'],
    ["1.2.3-é", 'Invalid character(s) found in prerelease "é"'],
    ["1.2.3+", "Build meta data is empty"],
    ["1.2.3+a_b", 'Invalid character(s) found in build meta data "a_b"'],
  ])("refuses %j", (text, fault) => {
    expect(parseSemver(text)).toBe(fault);
  });
});

describe("parseSemverTolerantly", () => {
  it.each([
    ["v1", "1.0.0"],
    ["00.0", "0.0.0"],
    ["v01.02.03-rc.1+b", "1.2.3-rc.1+b"],
    ["1.2.-a", "1.2.0-a"],
  ])("reads %j as %s", (text, strict) => {
    expect(parseSemverTolerantly(text)).toEqual(semver(strict));
  });

  it.each([
    ["v", 'strconv.ParseUint: parsing "": invalid syntax'],
    ["1-a", "short version cannot contain PreRelease/Build meta data"],
  ])("refuses %j", (text, fault) => {
    expect(parseSemverTolerantly(text)).toBe(fault);
  });
});

describe("compareSemver", () => {
  const ASCENDING = [
    "1.0.0-1",
    "1.0.0-2",
    "1.0.0-10",
    "1.0.0-A",
    "1.0.0-a",
    "1.0.0-a.1",
    "1.0.0-a.b",
    "1.0.0",
    "1.0.1",
  ];

  it("puts numbers before words and prereleases before releases", () => {
    const shuffled = ASCENDING.toReversed();
    expect(shuffled.sort((a, b) => compareSemver(semver(a), semver(b)))).toEqual(ASCENDING);
  });

  it("changes its sign with the order of the two", () => {
    const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const prerelease = fc.array(fc.oneof(number, fc.constantFrom("a", "b", "a-")), { maxLength: 3 });
    const version = fc.record({ major: number, minor: number, patch: number, prerelease, build: fc.constant([]) });
    fc.assert(
      fc.property(version, prerelease, (a, other) => {
        const b = { ...a, prerelease: other };
        expect(compareSemver(a, b)).toBe(0 - compareSemver(b, a));
      }),
    );
  });
});
