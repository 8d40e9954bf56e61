import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goQuote } from "./go-text.ts";
import { addressLength, formatAddress, parseAddress } from "./ip.ts";

describe("parseAddress", () => {
  it.each([
    ["", "unable to parse IP"],
    ["1.2.3", "IPv4 address too short"],
    ["1.2.3.4.5", "IPv4 address too long"],
    ["1..2.3", 'IPv4 field must have at least one digit (at ".2.3")'],
    ["1.2.3.", 'IPv4 field must have at least one digit (at ".")'],
    [".1.2.3", 'IPv4 field must have at least one digit (at ".1.2.3")'],
    ["1.2.3.256", "IPv4 field has value >255"],
    ["1.2.3.00", "IPv4 field has octet with leading zero"],
    ["1.2.3.a", 'unexpected character (at "a")'],
    ["1.2.3.4 ", 'unexpected character (at " ")'],
    [":", 'each colon-separated field must have at least one digit (at ":")'],
    ["1:", 'colon must be followed by more characters (at ":")'],
    [":::", 'each colon-separated field must have at least one digit (at ":")'],
    ["::%", "zone must be a non-empty string"],
    ["%eth0", "missing IPv6 address"],
    ["12345::", 'each group must have 4 or less digits (at "12345::")'],
    ["::g", 'each colon-separated field must have at least one digit (at "g")'],
    ["1:2:3:4:5:6:7", "address string too short"],
    ["1:2:3:4:5:6:7:8:9", 'trailing garbage after address (at "9")'],
    ["1:2:3:4:5:6:7:8::", "the :: must expand to at least one field of zeros"],
    ["1::2::3", 'multiple :: in address (at ":3")'],
    ["1:2.3.4.5", 'embedded IPv4 address must replace the final 2 fields of the address (at "2.3.4.5")'],
    ["::3:4:5:6:7:8:1.2.3.4", "the :: must expand to at least one field of zeros"],
    ["::2:3:4:5:6:7:1.2.3.4", "the :: must expand to at least one field of zeros"],
    ["::1.2..4", 'IPv4 field must have at least one digit (at ".4")'],
    ["::1.2.3.%z", 'IPv4 field must have at least one digit (at ".")'],
    ["::1 ", 'unexpected character, want colon (at " ")'],
    ["1:2:3:4:5:6:7::8", "the :: must expand to at least one field of zeros"],
  ])("says of %j in Go's words: %s", (text, reason) => {
    expect(parseAddress(text)).toBe(`ParseAddr(${goQuote(text)}): ${reason}`);
  });

  it("reads zones", () => {
    expect(parseAddress("fe80::1%eth/0%1")).toMatchObject({ family: 6, zone: "eth/0%1" });
  });

  it("takes or refuses any text", () => {
    const text = fc
      .array(fc.constantFrom("0", "f", "25", ":", "::", ".", "%", "é", "1.2.3.4"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (any) => {
        const address = parseAddress(any);
        if (typeof address !== "string") expect(address.bits >> BigInt(addressLength(address))).toBe(0n);
      }),
    );
  });
});

describe("formatAddress", () => {
  it.each([
    ["0:0:0:0:0:0:0:0", "::"],
    ["1:0:0:0:0:0:0:0", "1::"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
    ["10.0.255.1", "10.0.255.1"],
  ])("writes %s as %s", (text, canonical) => {
    const address = parseAddress(text);
    expect(typeof address === "string" ? address : formatAddress(address)).toBe(canonical);
  });

  it("writes what reads as the same address", () => {
    const groups = fc.array(fc.constantFrom(0, 0, 1, 0xffff), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (numbers) => {
        const address = parseAddress(numbers.map((group) => group.toString(16)).join(":"));
        if (typeof address === "string") throw new Error(address);
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });
});
