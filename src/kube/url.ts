/** URLs, as Go's net/url reads them. Texts in here have one character for each byte (see percent-encoding.ts). */
import { goQuote } from "./go-text.ts";
import { parseAddress } from "./ip.ts";
import { EscapeFault, fromBytes, percentDecode, percentEncode, toBytes } from "./percent-encoding.ts";

export interface Url {
  readonly scheme: string;
  /** What follows a scheme without a slash. */
  readonly opaque: string;
  /** `name` or `name:password`, unescaped and escaped again; undefined where there is no `@`. */
  readonly user: string | undefined;
  /** With its port. */
  readonly host: string;
  readonly path: string;
  /** As written, where the path could have been escaped otherwise; else empty. */
  readonly rawPath: string;
  readonly query: string;
  /** Ends in a `?` with nothing after it. */
  readonly hasEmptyQuery: boolean;
  /** Starts with the path after the scheme. */
  readonly omitsHost: boolean;
  readonly fragment: string;
  readonly rawFragment: string;
}

const NOTHING: Url = {
  scheme: "",
  opaque: "",
  user: undefined,
  host: "",
  path: "",
  rawPath: "",
  query: "",
  hasEmptyQuery: false,
  omitsHost: false,
  fragment: "",
  rawFragment: "",
};

/** As a request has it: absolute, or a path; a `#` is nothing special. @returns why it is none, in Go's words */
export function requestUriFault(text: string): string | undefined {
  const url = parse(toBytes(text), true);
  return typeof url === "string" ? `parse ${goQuote(text)}: ${url}` : undefined;
}

/** @returns the URL, or why the text is none, in Go's words */
export function parseUrl(text: string): Url | string {
  const [beforeHash, fragment = ""] = cut(text, "#");
  const url = parse(toBytes(beforeHash), false);
  if (typeof url === "string") return `parse ${goQuote(beforeHash)}: ${url}`;
  if (fragment === "") return url;
  const rawFragment = toBytes(fragment);
  const unescaped = percentDecode(rawFragment, "fragment");
  if (unescaped instanceof EscapeFault) return `parse ${goQuote(text)}: ${unescaped.problem}`;
  return { ...url, fragment: unescaped, rawFragment };
}

function parse(text: string, isRequest: boolean): Url | string {
  if (hasControlCharacter(text)) return "net/url: invalid control character in URL";
  if (text === "" && isRequest) return "empty url";
  if (text === "*") return { ...NOTHING, path: "*" };
  const scheme = /^(?:([A-Za-z][-+.0-9A-Za-z]*)?:)?/.exec(text)?.[1] ?? "";
  if (text.startsWith(":")) return "missing protocol scheme";
  const afterScheme = scheme === "" ? text : text.slice(scheme.length + 1);
  const [rest, query] = cut(afterScheme, "?");
  const url = { ...NOTHING, scheme: scheme.toLowerCase(), query: query ?? "", hasEmptyQuery: query === "" };
  if (rest.startsWith("/")) return withHierarchy(url, rest, isRequest);
  if (scheme !== "") return { ...url, opaque: rest };
  if (isRequest) return "invalid URI for request";
  if (cut(rest, "/")[0].includes(":")) return "first path segment in URL cannot contain colon";
  return withPath(url, rest);
}

function hasControlCharacter(bytes: string): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    if (byte < 0x20 || byte === 0x7f) return true;
  }
  return false;
}

function withHierarchy(url: Url, rest: string, isRequest: boolean): Url | string {
  const hasAuthority = url.scheme !== "" || (!isRequest && !rest.startsWith("///"));
  if (!hasAuthority || !rest.startsWith("//")) return withPath({ ...url, omitsHost: url.scheme !== "" }, rest);
  const pathStart = rest.indexOf("/", 2);
  const authority = pathStart < 0 ? rest.slice(2) : rest.slice(2, pathStart);
  const at = authority.lastIndexOf("@");
  const host = parseHost(url.scheme, authority.slice(at + 1));
  if (host instanceof EscapeFault) return host.problem;
  const user = at < 0 ? undefined : parseUser(authority.slice(0, at));
  if (user instanceof EscapeFault) return user.problem;
  return withPath({ ...url, host, user }, pathStart < 0 ? "" : rest.slice(pathStart));
}

function withPath(url: Url, rawPath: string): Url | string {
  const path = percentDecode(rawPath, "path");
  if (path instanceof EscapeFault) return path.problem;
  return { ...url, path, rawPath: percentEncode(path, "path") === rawPath ? "" : rawPath };
}

const USER_INFO = /^[-._:~!$&'()*+,;=%@0-9A-Za-z]*$/;

function parseUser(text: string): string | EscapeFault {
  if (!USER_INFO.test(text)) return new EscapeFault("net/url: invalid userinfo");
  const [rawName, rawPassword] = cut(text, ":");
  const name = percentDecode(rawName, "user");
  if (name instanceof EscapeFault) return name;
  if (rawPassword === undefined) return percentEncode(name, "user");
  const password = percentDecode(rawPassword, "user");
  return password instanceof EscapeFault
    ? password
    : `${percentEncode(name, "user")}:${percentEncode(password, "user")}`;
}

/** The host with its port, unescaped. */
function parseHost(scheme: string, host: string): string | EscapeFault {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) return new EscapeFault("invalid IP-literal");
  if (bracket === 0) return parseIpLiteral(host);
  // A list of hosts, each with a port, is common with databases.
  const isWeb = scheme === "http" || scheme === "https";
  const colon = isWeb ? host.indexOf(":") : host.lastIndexOf(":");
  return (colon < 0 ? undefined : portFault(host.slice(colon))) ?? percentDecode(host, "host");
}

function parseIpLiteral(host: string): string | EscapeFault {
  const end = host.lastIndexOf("]");
  if (end < 0) return new EscapeFault("missing ']' in host");
  const port = host.slice(end + 1);
  const fault = portFault(port);
  if (fault !== undefined) return fault;
  const zone = host.indexOf("%25");
  const zoneStart = zone < 0 || zone > end ? end : zone;
  const address = percentDecode(host.slice(1, zoneStart), "host");
  if (address instanceof EscapeFault) return address;
  const zoned = percentDecode(host.slice(zoneStart, end), "zone");
  if (zoned instanceof EscapeFault) return zoned;
  const parsed = parseAddress(fromBytes(address + zoned));
  if (typeof parsed === "string") return new EscapeFault(`invalid host: ${parsed}`);
  return parsed.family === 4 ? new EscapeFault("invalid IP-literal") : `[${address}${zoned}]${port}`;
}

function portFault(port: string): EscapeFault | undefined {
  return isOptionalPort(port) ? undefined : new EscapeFault(`invalid port ${goQuote(fromBytes(port))} after host`);
}

/** Nothing, or a colon and digits. */
export function isOptionalPort(text: string): boolean {
  return /^(:[0-9]*)?$/.test(text);
}

export function cut(text: string, separator: string): readonly [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
