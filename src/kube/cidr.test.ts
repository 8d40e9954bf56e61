import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cidr, containsAddress, containsCidr, equalCidrs, formatCidr, maskedCidr, parseCidr } from "./cidr.ts";
import { addressLength, type IpAddress } from "./ip.ts";

const address: fc.Arbitrary<IpAddress> = fc.oneof(
  fc.bigInt(0n, 2n ** 32n - 1n).map((bits) => ({ family: 4 as const, bits, zone: "" })),
  fc.bigInt(0n, 2n ** 128n - 1n).map((bits) => ({ family: 6 as const, bits, zone: "" })),
);

const cidr: fc.Arbitrary<Cidr> = address.chain((ip) =>
  fc.nat(addressLength(ip)).map((prefixLength) => ({ address: ip, prefixLength })),
);

it("reads what it writes", () => {
  fc.assert(
    fc.property(cidr, (any) => {
      expect(parseCidr(formatCidr(any))).toEqual(any);
    }),
  );
});

it("keeps its addresses when it is masked", () => {
  fc.assert(
    fc.property(cidr, (any) => {
      const masked = maskedCidr(any);
      expect(containsAddress(any, any.address) && containsAddress(masked, any.address)).toBe(true);
      expect(containsCidr(any, masked) && containsCidr(masked, any)).toBe(true);
      expect(equalCidrs(masked, maskedCidr(masked))).toBe(true);
    }),
  );
});

it("contains what has the bits of its prefix, and nothing else", () => {
  fc.assert(
    fc.property(cidr, fc.nat(127), ({ address: ip, prefixLength }, n) => {
      const position = n % addressLength(ip);
      const flipped = { ...ip, bits: ip.bits ^ (1n << BigInt(addressLength(ip) - 1 - position)) };
      expect(containsAddress({ address: ip, prefixLength }, flipped)).toBe(position >= prefixLength);
    }),
  );
});
