import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBytes, percentDecode, percentEncode, toBytes } from "./percent-encoding.ts";
import { parseUrl, requestUriFault } from "./url.ts";
import { escapedPath, formatUrl, hostAndPort, hostname, port, queryParameters } from "./url-parts.ts";

describe("requestUriFault", () => {
  it.each(["http://[::1]:80/", "//h/p", "x://h:80:90", "http://[fe80::1%25é]", "a:b", "/a#b", "*", "/é?é"])(
    "takes %j",
    (text) => {
      expect(requestUriFault(text)).toBeUndefined();
    },
  );

  it.each([
    ["", 'parse "": empty url'],
    ["a/b", 'parse "a/b": invalid URI for request'],
    ["1a:b", 'parse "1a:b": invalid URI for request'],
    [":a", 'parse ":a": missing protocol scheme'],
    ["/\n", 'parse "/\\n": net/url: invalid control character in URL'],
    ["/%zé", 'parse "/%zé": invalid URL escape "%z\\xc3"'],
    ["http://h:80:90", 'parse "http://h:80:90": invalid port ":80:90" after host'],
    ["http://u p@h", 'parse "http://u p@h": net/url: invalid userinfo'],
    ["http://h%41", 'parse "http://h%41": invalid URL escape "%41"'],
    ["http://[1.2.3.4]", 'parse "http://[1.2.3.4]": invalid IP-literal'],
    ["http://[x]", 'parse "http://[x]": invalid host: ParseAddr("x"): unable to parse IP'],
  ])("refuses %j", (text, fault) => {
    expect(requestUriFault(text)).toBe(fault);
  });
});

describe("parseUrl", () => {
  it("keeps the parts apart", () => {
    const url = parseUrl("HTTPS://User:Pass@[fe80::1%25en0]:8080/a%2Fb?x=1&y=%20+&x=2#f");
    if (typeof url === "string") throw new Error(url);
    expect({
      scheme: url.scheme,
      host: hostAndPort(url),
      hostname: hostname(url),
      port: port(url),
      path: escapedPath(url),
      query: Object.fromEntries(queryParameters(url)),
      text: formatUrl(url),
    }).toEqual({
      scheme: "https",
      host: "[fe80::1%en0]:8080",
      hostname: "fe80::1%en0",
      port: "8080",
      path: "/a%2Fb",
      query: { x: ["1", "2"], y: ["  "] },
      text: "https://User:Pass@[fe80::1%25en0]:8080/a%2Fb?x=1&y=%20+&x=2#f",
    });
  });
});

describe("percentEncode", () => {
  it.each(["path", "user", "query", "fragment"] as const)("is undone by percentDecode in a %s", (part) => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const back = percentDecode(percentEncode(toBytes(text), part), part);
        expect(typeof back === "string" && fromBytes(back)).toBe(text.toWellFormed());
      }),
    );
  });
});
