import { type Fault, readIPv4 } from "./netip.ts";

const OCTETS = 16;
const NO_ELLIPSIS = -1;

/** Reads the text before `end` into the 16 zeroed `octets`, as Go's net/netip reads IPv6 without a zone. */
export function readIPv6(text: string, end: number, octets: Uint8Array): Fault | undefined {
  return new GroupReader(text, end, octets).read();
}

/** Goes once through the text. Every method that reads returns what was wrong, undefined for nothing. */
class GroupReader {
  readonly #text: string;
  readonly #end: number;
  readonly #octets: Uint8Array;
  #position = 0;
  #written = 0;
  /** How many octets come before the `::`. */
  #ellipsis = NO_ELLIPSIS;

  constructor(text: string, end: number, octets: Uint8Array) {
    this.#text = text;
    this.#end = end;
    this.#octets = octets;
  }

  read(): Fault | undefined {
    if (this.#text.startsWith("::")) {
      this.#ellipsis = 0;
      this.#position = 2;
    }
    while (this.#written < OCTETS && !(this.#position === this.#end && this.#ellipsis === this.#written)) {
      const fault = this.#readGroup();
      if (fault !== undefined) return fault;
      if (this.#position === this.#end) break;
    }
    if (this.#position < this.#end) return this.#fault("trailing garbage after address");
    return this.#expandEllipsis();
  }

  /** With the separator behind it, if there is one. */
  #readGroup(): Fault | undefined {
    let value = 0;
    let stop = this.#position;
    for (; stop < this.#end; stop++) {
      const digit = hexDigit(this.#text.charCodeAt(stop));
      if (digit < 0) break;
      if (stop - this.#position === 4) return this.#fault("each group must have 4 or less digits");
      value = value * 16 + digit;
    }
    if (stop === this.#position) return this.#fault("each colon-separated field must have at least one digit");
    if (stop < this.#end && this.#text.charAt(stop) === ".") return this.#readEmbeddedIPv4();
    this.#octets[this.#written++] = value >> 8;
    this.#octets[this.#written++] = value & 0xff;
    this.#position = stop;
    return stop < this.#end ? this.#readSeparator() : undefined;
  }

  #readEmbeddedIPv4(): Fault | undefined {
    if (this.#ellipsis === NO_ELLIPSIS && this.#written !== OCTETS - 4) {
      return this.#fault("embedded IPv4 address must replace the final 2 fields of the address");
    }
    if (this.#written > OCTETS - 4) {
      return this.#fault("too many hex fields to fit an embedded IPv4 at the end of the address");
    }
    const last = this.#octets.subarray(this.#written, this.#written + 4);
    const fault = readIPv4(this.#text, this.#position, this.#end, last);
    this.#position = this.#end;
    this.#written += 4;
    return fault;
  }

  #readSeparator(): Fault | undefined {
    if (this.#text.charAt(this.#position) !== ":") return this.#fault("unexpected character, want colon");
    if (this.#position === this.#end - 1) return this.#fault("colon must be followed by more characters");
    this.#position++;
    if (this.#text.charAt(this.#position) !== ":") return undefined;
    if (this.#ellipsis !== NO_ELLIPSIS) return this.#fault("multiple :: in address");
    this.#ellipsis = this.#written;
    this.#position++;
    return undefined;
  }

  #expandEllipsis(): Fault | undefined {
    if (this.#written === OCTETS) {
      const isEmpty = this.#ellipsis !== NO_ELLIPSIS;
      return isEmpty ? { reason: "the :: must expand to at least one field of zeros" } : undefined;
    }
    if (this.#ellipsis === NO_ELLIPSIS) return { reason: "address string too short" };
    const missing = OCTETS - this.#written;
    this.#octets.copyWithin(this.#ellipsis + missing, this.#ellipsis, this.#written);
    this.#octets.fill(0, this.#ellipsis, this.#ellipsis + missing);
    return undefined;
  }

  #fault(reason: string): Fault {
    return { reason, at: this.#text.slice(this.#position, this.#end) };
  }
}

/** -1 for what is no hexadecimal digit. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 0x20;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
