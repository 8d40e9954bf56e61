import { expect, it } from "vitest";
import { compiledOutcome, emittedOutcome, OBJECT } from "../../../test/cel/evaluation.ts";

/** What Kubernetes 1.36 says of CIDR blocks, and at what cost. */
it.each<readonly [source: string, shown: string, cost: number]>([
  [
    "(object.nil == null ? optional.of(cidr('::1/64')) : optional.none()).value()",
    "error: unsupported conversion to ref.Val: (netip.Prefix)::1/64",
    6,
  ],
  ["string(cidr('10.1.2.3/8'))", '"10.1.2.3/8"', 2],
  ["string(cidr('10.1.2.3/8').masked())", '"10.0.0.0/8"', 3],
  ["string(cidr('2001:DB8:ffff::1/33').masked())", '"2001:db8:8000::/33"', 4],
  ["string(cidr('1.2.3.4/0').masked())", '"0.0.0.0/0"', 3],
  ["string(cidr('::1/128').ip())", '"::1"', 3],
  ["cidr('10.0.0.0/8').prefixLength()", "8", 2],
  [
    "cidr('10.0.0.0')",
    "error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix(\"10.0.0.0\"): no '/'",
    1,
  ],
  [
    "cidr('10.0.0.0/33')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("10.0.0.0/33"): prefix length out of range',
    2,
  ],
  [
    "cidr('10.0.0.0/08')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("10.0.0.0/08"): bad bits after slash: "08"',
    2,
  ],
  [
    "cidr('::/129')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("::/129"): prefix length out of range',
    1,
  ],
  [
    "cidr('10.0/8')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("10.0/8"): ParseAddr("10.0"): IPv4 address too short',
    1,
  ],
  [
    "cidr('fe80::1%eth0/64')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("fe80::1%eth0/64"): IPv6 zones cannot be present in a prefix',
    2,
  ],
  [
    "cidr('::ffff:1.2.3.4/96')",
    'error: network address parse error during conversion from string: IPv4-mapped IPv6 address "::ffff:1.2.3.4/96" is not allowed',
    2,
  ],
  [
    "cidr('::/9223372036854775807')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("::/9223372036854775807"): prefix length out of range',
    3,
  ],
  [
    "cidr('::/9223372036854775808')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("::/9223372036854775808"): bad bits after slash: "9223372036854775808"',
    3,
  ],
  [
    "cidr('::/')",
    'error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("::/"): bad bits after slash: ""',
    1,
  ],
  ["isCIDR('10.0.0.0/8')", "true", 1],
  ["isCIDR('10.0.0.0/+8')", "false", 2],
  ["isCIDR('::ffff:1.2.3.4/96')", "false", 2],
  ["cidr('10.0.0.0/8').containsIP('10.1.2.3')", "true", 3],
  ["cidr('10.0.0.0/8').containsIP(dyn('10.1.2.3'))", "true", 2],
  ["cidr('10.0.0.0/8').containsIP(ip('10.1.2.3'))", "true", 3],
  ["cidr('10.0.0.0/9').containsIP('10.128.0.0')", "false", 3],
  ["cidr('::/0').containsIP('10.1.2.3')", "false", 2],
  ["cidr('10.0.0.0/8').containsIP('bad')", "error: no such overload", 3],
  ["cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true", 6],
  ["cidr('10.0.0.0/8').containsCIDR(dyn('10.1.0.0/16'))", "true", 4],
  ["cidr('10.0.0.0/8').containsCIDR(cidr('10.1.0.0/16'))", "true", 6],
  ["cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')", "false", 6],
  ["cidr('::/0').containsCIDR('0.0.0.0/0')", "false", 3],
  ["cidr('10.9.9.9/8').containsCIDR('10.0.0.0/8')", "true", 5],
  [
    "cidr('10.0.0.0/8').containsCIDR('bad')",
    "error: network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix(\"bad\"): no '/'",
    5,
  ],
  ["cidr('10.0.0.1/8') == cidr('10.0.0.0/8')", "false", 3],
  ["cidr('10.0.0.0/8') == cidr('10.0.0.9/8').masked()", "true", 4],
  ["dyn(cidr('::/0')) == 1", "error: no such overload", 3],
  ["type(cidr('::/0')) == net.CIDR", "true", 3],
  ["cidr('2001:db8::/61').containsIP(ip('2001:db8::1'))", "true", 6],
])("%s", (source, shown, cost) => {
  expect(compiledOutcome(source, OBJECT)).toEqual([shown, cost]);
  expect(emittedOutcome(source, OBJECT) ?? [shown, cost]).toEqual([shown, cost]);
});
