/** Addresses in the forms that Go's net/netip takes, and what it says of others: messages of the API server quote it. */
import { goQuote } from "./go-text.ts";
import { readIPv6 } from "./netip-v6.ts";

export interface ZonedAddress {
  /** Of IPv4 4, of IPv6 16, in network order. */
  readonly octets: Uint8Array;
  /** What stands behind the `%` of an IPv6 address; empty if there is none. */
  readonly zone: string;
}

/** @returns the address, or why the text is none, in Go's words */
export function parseAddress(text: string): ZonedAddress | string {
  for (let i = 0; i < text.length; i++) {
    switch (text.charAt(i)) {
      case ".":
        return parseIPv4(text);
      case ":":
        return parseIPv6(text);
      case "%":
        return failure(text, { reason: "missing IPv6 address" });
    }
  }
  return failure(text, { reason: "unable to parse IP" });
}

/** Why a text is no address. */
export interface Fault {
  readonly reason: string;
  /** The text from where it went wrong. */
  readonly at?: string;
}

function failure(text: string, { reason, at = "" }: Fault): string {
  const place = at === "" ? "" : ` (at ${goQuote(at)})`;
  return `ParseAddr(${goQuote(text)}): ${reason}${place}`;
}

function parseIPv4(text: string): ZonedAddress | string {
  const octets = new Uint8Array(4);
  const fault = readIPv4(text, 0, text.length, octets);
  return fault === undefined ? { octets, zone: "" } : failure(text, fault);
}

function parseIPv6(text: string): ZonedAddress | string {
  const percent = text.indexOf("%");
  if (percent === text.length - 1) return failure(text, { reason: "zone must be a non-empty string" });
  const end = percent < 0 ? text.length : percent;
  const octets = new Uint8Array(16);
  const fault = readIPv6(text, end, octets);
  return fault === undefined ? { octets, zone: text.slice(end + 1) } : failure(text, fault);
}

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** Reads the four decimal fields between `start` and `end` into `octets`. */
export function readIPv4(text: string, start: number, end: number, octets: Uint8Array): Fault | undefined {
  let field = 0;
  let value = 0;
  let fieldStart = start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (i === fieldStart || i === end - 1) {
        return { reason: "IPv4 field must have at least one digit", at: text.slice(i, end) };
      }
      if (field === 3) return { reason: "IPv4 address too long" };
      octets[field++] = value;
      value = 0;
      fieldStart = i + 1;
    } else if (code < ZERO || code > NINE) {
      return { reason: "unexpected character", at: text.slice(i, end) };
    } else {
      if (value === 0 && i > fieldStart) return { reason: "IPv4 field has octet with leading zero" };
      value = value * 10 + code - ZERO;
      if (value > 255) return { reason: "IPv4 field has value >255" };
    }
  }
  if (field < 3) return { reason: "IPv4 address too short" };
  octets[3] = value;
  return undefined;
}
