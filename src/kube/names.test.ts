import { describe, expect, it } from "vitest";
import {
  dns1035LabelFaults,
  labelValueFaults,
  maskTrailingDash,
  pathSegmentFaults,
  qualifiedNameFaults,
  subdomainFaults,
} from "./names.ts";

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const DNS_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const NAME =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

// The expectations are what k8s.io/apimachinery v0.36.2 says.
describe("a name", () => {
  it.each([
    ["a.b-c.1", []],
    ["a".repeat(253), []],
    ["a".repeat(254), ["must be no more than 253 characters"]],
    ["A", [SUBDOMAIN]],
    ["a..b", [SUBDOMAIN]],
    ["", [SUBDOMAIN]],
    ["a\n", [SUBDOMAIN]],
  ])("%j is a subdomain but for %j", (name, faults) => {
    expect(subdomainFaults(name)).toEqual(faults);
  });

  it.each([
    ["v1", []],
    ["1a", [DNS_1035]],
    [`${"a".repeat(64)}-`, ["must be no more than 63 characters", DNS_1035]],
  ])("%j is a DNS-1035 label but for %j", (label, faults) => {
    expect(dns1035LabelFaults(label)).toEqual(faults);
  });

  it.each([
    ["app.kubernetes.io/name", []],
    ["My_Name.1", []],
    ["", ["name part must be non-empty", `name part ${NAME}`]],
    ["a/", ["name part must be non-empty", `name part ${NAME}`]],
    ["/a", ["prefix part must be non-empty"]],
    ["A/b", [`prefix part ${SUBDOMAIN}`]],
    [`${"a".repeat(254)}/b`, ["prefix part must be no more than 253 bytes"]],
    ["a".repeat(64), ["name part must be no more than 63 bytes"]],
    ["a/b/c", [`a valid label key ${NAME} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]],
  ])("%j is qualified but for %j", (name, faults) => {
    expect(qualifiedNameFaults(name)).toEqual(faults);
  });

  it.each([
    ["", []],
    ["a.b_C", []],
    ["é".repeat(32), ["must be no more than 63 bytes", VALUE]],
  ])("%j is a label's value but for %j", (value, faults) => {
    expect(labelValueFaults(value)).toEqual(faults);
  });

  it.each([
    ["any thing", []],
    ["", []],
    ["..", ["may not be '..'"]],
    ["a/b%c", ["may not contain '/'", "may not contain '%'"]],
  ])("%j is part of a path but for %j", (name, faults) => {
    expect(pathSegmentFaults(name)).toEqual(faults);
  });

  it.each([
    ["ab-", "aa"],
    ["a-", "a"],
    ["-", "-"],
    ["ab", "ab"],
    ["é-", "\0a"],
    ["a😀-", "a\0\0\0a"],
  ])("masks the dash of %j", (prefix, name) => {
    expect(maskTrailingDash(prefix)).toBe(name);
  });
});
