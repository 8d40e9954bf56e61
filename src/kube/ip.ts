/** IP addresses, as Go's net/netip reads and writes them. */
import { goQuote } from "./go-text.ts";

export interface IpAddress {
  readonly family: 4 | 6;
  /** All bits as one number: 32 or 128 of them. */
  readonly bits: bigint;
  /** Of a scoped IPv6 address; empty for none. */
  readonly zone: string;
}

/** @returns the address, or why the text is none, in Go's words */
export function parseAddress(text: string): IpAddress | string {
  const separator = /[.:%]/.exec(text)?.[0];
  const parsed =
    separator === "."
      ? parseIPv4(text)
      : separator === ":"
        ? parseIPv6(text)
        : new Fault(separator === "%" ? "missing IPv6 address" : "unable to parse IP");
  if (!(parsed instanceof Fault)) return parsed;
  const place = parsed.at === "" ? "" : ` (at ${goQuote(parsed.at)})`;
  return `ParseAddr(${goQuote(text)}): ${parsed.problem}${place}`;
}

class Fault {
  readonly problem: string;
  /** What is left of the text where it goes wrong; empty where that says nothing. */
  readonly at: string;
  constructor(problem: string, at = "") {
    this.problem = problem;
    this.at = at;
  }
}

function parseIPv4(text: string): IpAddress | Fault {
  const bits = parseFields(text);
  return bits instanceof Fault ? bits : { family: 4, bits: BigInt(bits), zone: "" };
}

/** The number that `1.2.3.4` stands for. */
function parseFields(text: string): number | Fault {
  let address = 0;
  let fields = 0;
  let field = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (isDigit(char)) {
      if (digits === 1 && field === 0) return new Fault("IPv4 field has octet with leading zero");
      field = field * 10 + Number(char);
      digits++;
      if (field > 255) return new Fault("IPv4 field has value >255");
    } else if (char === ".") {
      if (digits === 0 || i === text.length - 1) {
        return new Fault("IPv4 field must have at least one digit", text.slice(i));
      }
      if (fields === 3) return new Fault("IPv4 address too long");
      address = address * 256 + field;
      fields++;
      field = 0;
      digits = 0;
    } else {
      return new Fault("unexpected character", text.slice(i));
    }
  }
  return fields < 3 ? new Fault("IPv4 address too short") : address * 256 + field;
}

const isDigit = (char: string): boolean => char >= "0" && char <= "9";

const GROUPS = 8;

function parseIPv6(text: string): IpAddress | Fault {
  const percent = text.indexOf("%");
  if (percent === text.length - 1) return new Fault("zone must be a non-empty string");
  const groups = parseGroups(percent < 0 ? text : text.slice(0, percent));
  if (groups instanceof Fault) return groups;
  const bits = groups.reduce((all, group) => (all << 16n) | BigInt(group), 0n);
  return { family: 6, bits, zone: percent < 0 ? "" : text.slice(percent + 1) };
}

/** The eight groups of 16 bits. */
function parseGroups(text: string): readonly number[] | Fault {
  const groups: number[] = [];
  let rest = text;
  let ellipsis = -1;
  if (rest.startsWith("::")) {
    ellipsis = 0;
    rest = rest.slice(2);
  }
  while (groups.length < GROUPS && (rest !== "" || ellipsis !== groups.length)) {
    const digits = hexDigits(rest);
    if (digits instanceof Fault) return digits;
    if (rest.charAt(digits) === ".") {
      const embedded = embeddedIPv4(rest, groups.length, ellipsis);
      if (embedded instanceof Fault) return embedded;
      groups.push(embedded >>> 16, embedded & 0xffff);
      rest = "";
      break;
    }
    groups.push(Number.parseInt(rest.slice(0, digits), 16));
    rest = rest.slice(digits);
    if (rest === "") break;
    if (!rest.startsWith(":")) return new Fault("unexpected character, want colon", rest);
    if (rest.length === 1) return new Fault("colon must be followed by more characters", rest);
    rest = rest.slice(1);
    if (rest.startsWith(":")) {
      if (ellipsis >= 0) return new Fault("multiple :: in address", rest);
      ellipsis = groups.length;
      rest = rest.slice(1);
    }
  }
  return rest === "" ? filled(groups, ellipsis) : new Fault("trailing garbage after address", rest);
}

function hexDigits(text: string): number | Fault {
  let count = 0;
  while (isHexDigit(text.charAt(count))) count++;
  if (count > 4) return new Fault("each group must have 4 or less digits", text);
  if (count === 0) return new Fault("each colon-separated field must have at least one digit", text);
  return count;
}

function isHexDigit(char: string): boolean {
  return isDigit(char) || (char >= "a" && char <= "f") || (char >= "A" && char <= "F");
}

function embeddedIPv4(text: string, groups: number, ellipsis: number): number | Fault {
  if (ellipsis < 0 && groups !== GROUPS - 2) {
    return new Fault("embedded IPv4 address must replace the final 2 fields of the address", text);
  }
  if (groups > GROUPS - 2) {
    return new Fault("too many hex fields to fit an embedded IPv4 at the end of the address", text);
  }
  return parseFields(text);
}

/** Puts zeros where the `::` is. */
function filled(groups: readonly number[], ellipsis: number): readonly number[] | Fault {
  const missing = GROUPS - groups.length;
  if (missing > 0 && ellipsis < 0) return new Fault("address string too short");
  if (missing === 0 && ellipsis >= 0) return new Fault("the :: must expand to at least one field of zeros");
  return groups.toSpliced(Math.max(ellipsis, 0), 0, ...new Array<number>(missing).fill(0));
}

/** The canonical text: of an IPv6 address that of RFC 5952. */
export function formatAddress({ family, bits }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join(".");
  const groups = Array.from({ length: GROUPS }, (_, i) => Number((bits >> BigInt(112 - 16 * i)) & 0xffffn));
  const [start, end] = longestZeros(groups);
  const text = groups.map((group) => group.toString(16));
  if (start === end) return text.join(":");
  return `${text.slice(0, start).join(":")}::${text.slice(end).join(":")}`;
}

/** The first of the longest runs of at least two zeros; an empty one where there is none. */
function longestZeros(groups: readonly number[]): readonly [start: number, end: number] {
  let longest: readonly [number, number] = [0, 0];
  for (let start = 0; start < GROUPS; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start >= 2 && end - start > longest[1] - longest[0]) longest = [start, end];
  }
  return longest;
}

export const addressLength = ({ family }: IpAddress): number => (family === 4 ? 32 : 128);

/** `::ffff:1.2.3.4` */
export function isIPv4Mapped({ family, bits }: IpAddress): boolean {
  return family === 6 && bits >> 32n === 0xffffn;
}

export const isUnspecified = ({ bits }: IpAddress): boolean => bits === 0n;

export function isLoopback({ family, bits }: IpAddress): boolean {
  return family === 4 ? bits >> 24n === 127n : bits === 1n;
}

export function isMulticast({ family, bits }: IpAddress): boolean {
  return family === 4 ? bits >> 28n === 0xen : bits >> 120n === 0xffn;
}

export function isLinkLocalMulticast({ family, bits }: IpAddress): boolean {
  return family === 4 ? bits >> 8n === 0xe00000n : ((bits >> 112n) & 0xff0fn) === 0xff02n;
}

export function isLinkLocalUnicast({ family, bits }: IpAddress): boolean {
  return family === 4 ? bits >> 16n === 0xa9fen : bits >> 118n === 0x3fan;
}

/** Private addresses count among them. */
export function isGlobalUnicast(address: IpAddress): boolean {
  if (address.family === 4 && address.bits === 0xffffffffn) return false;
  return ![isUnspecified, isLoopback, isMulticast, isLinkLocalUnicast].some((isSpecial) => isSpecial(address));
}
