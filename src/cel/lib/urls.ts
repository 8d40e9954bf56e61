/** Kubernetes' URLs. */
import { fromBytes } from "../../kube/percent-encoding.ts";
import { parseUrl, requestUriFault, type Url } from "../../kube/url.ts";
import { escapedPath, formatUrl, hostAndPort, hostname, port, queryParameters } from "../../kube/url-parts.ts";
import type { FunctionDecl, Library } from "../environment.ts";
import { BOOL, listOf, mapOf, objectType, STRING, type Type } from "../types.ts";
import type { Result } from "../values.ts";
import { CelError, OpaqueValue } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const URL_TYPE = objectType("kubernetes.URL");

class UrlValue extends OpaqueValue {
  readonly type = URL_TYPE;
  readonly url: Url;

  constructor(url: Url) {
    super();
    this.url = url;
  }

  override equals({ url }: UrlValue): boolean {
    return formatUrl(this.url) === formatUrl(url);
  }

  override toString(): string {
    return fromBytes(formatUrl(this.url));
  }
}

/** Of absolute URLs and of paths. */
function toUrl(text: string): UrlValue | CelError {
  const url = requestUriFault(text) ?? parseUrl(text);
  if (typeof url !== "string") return new UrlValue(url);
  return new CelError(`URL parse error during conversion from string: ${url}`);
}

function isUrl(text: string): boolean {
  return requestUriFault(text) === undefined;
}

function accessor(name: string, id: string, result: Type, read: (url: Url) => Result): FunctionDecl {
  return functionOf(
    name,
    memberOverload(id, [URL_TYPE], result, ({ url }: UrlValue) => read(url)),
  );
}

export const URLS: Library = {
  name: "kubernetes.urls",
  functions: [
    functionOf("url", overload("string_to_url", [STRING], URL_TYPE, toUrl, traversalCost)),
    accessor("getScheme", "url_get_scheme", STRING, ({ scheme }) => scheme),
    accessor("getHost", "url_get_host", STRING, hostAndPort),
    accessor("getHostname", "url_get_hostname", STRING, hostname),
    accessor("getPort", "url_get_port", STRING, port),
    accessor("getEscapedPath", "url_get_escaped_path", STRING, (url) => fromBytes(escapedPath(url))),
    accessor("getQuery", "url_get_query", mapOf(STRING, listOf(STRING)), (url) => {
      return Object.fromEntries(queryParameters(url));
    }),
    functionOf("isURL", overload("is_url_string", [STRING], BOOL, isUrl)),
  ],
};
