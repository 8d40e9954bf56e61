/** What can be asked of a URL, as Go's net/url answers. */
import { EscapeFault, fromBytes, needsEscape, percentDecode, percentEncode, type UrlPart } from "./percent-encoding.ts";
import { cut, isOptionalPort, type Url } from "./url.ts";

/** With its port. */
export function hostAndPort({ host }: Url): string {
  return fromBytes(host);
}

/** Without brackets. */
export function hostname(url: Url): string {
  const [name] = splitPort(url);
  return fromBytes(name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name);
}

/** Empty where there is none. */
export function port(url: Url): string {
  return splitPort(url)[1];
}

function splitPort({ host }: Url): readonly [name: string, port: string] {
  const colon = host.lastIndexOf(":");
  if (colon < 0 || !isOptionalPort(host.slice(colon))) return [host, ""];
  return [host.slice(0, colon), host.slice(colon + 1)];
}

/** As written, where that is a valid way to write it. */
export function escapedPath({ path, rawPath }: Url): string {
  if (rawPath !== "" && isValidEscaping(rawPath, "path")) return rawPath;
  return path === "*" ? "*" : percentEncode(path, "path");
}

function escapedFragment({ fragment, rawFragment }: Url): string {
  if (rawFragment !== "" && isValidEscaping(rawFragment, "fragment")) return rawFragment;
  return percentEncode(fragment, "fragment");
}

const NEVER_ESCAPED = "!$&'()*+,;=:@[]%";

function isValidEscaping(text: string, part: UrlPart): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!NEVER_ESCAPED.includes(text.charAt(i)) && needsEscape(text.charCodeAt(i), part)) return false;
  }
  return true;
}

/** Go gives up on more. */
const MAX_QUERY_PARAMETERS = 10_000;

/** The values of each parameter, in order. What cannot be read is left out. */
export function queryParameters({ query }: Url): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  const settings = query.split("&");
  if (settings.length > MAX_QUERY_PARAMETERS) return parameters;
  for (const setting of settings) {
    if (setting === "" || setting.includes(";")) continue;
    const [rawKey, rawValue = ""] = cut(setting, "=");
    const key = percentDecode(rawKey, "query");
    const value = percentDecode(rawValue, "query");
    if (key instanceof EscapeFault || value instanceof EscapeFault) continue;
    const values = parameters.get(fromBytes(key));
    if (values === undefined) parameters.set(fromBytes(key), [fromBytes(value)]);
    else values.push(fromBytes(value));
  }
  return parameters;
}

/** The whole URL: two with the same text are the same. */
export function formatUrl(url: Url): string {
  const scheme = url.scheme === "" ? "" : `${url.scheme}:`;
  const body = url.opaque === "" ? authority(url) + formatPath(url) : url.opaque;
  const query = url.hasEmptyQuery || url.query !== "" ? `?${url.query}` : "";
  const fragment = url.fragment === "" ? "" : `#${escapedFragment(url)}`;
  return scheme + body + query + fragment;
}

function authority({ scheme, host, user, path, omitsHost }: Url): string {
  if (scheme === "" && host === "" && user === undefined) return "";
  if (host === "" && user === undefined && (omitsHost || path === "")) return "";
  return `//${user === undefined ? "" : `${user}@`}${percentEncode(host, "host")}`;
}

function formatPath(url: Url): string {
  const path = escapedPath(url);
  if (path !== "" && !path.startsWith("/") && url.host !== "") return `/${path}`;
  const isAlone = url.scheme === "" && url.host === "" && url.user === undefined;
  return isAlone && cut(path, "/")[0].includes(":") ? `./${path}` : path;
}
