/**
 * What Kubernetes allows as a name, a label and a path segment. Each function tells what is wrong, in the words of
 * k8s.io/apimachinery (util/validation and api/validate/content); no words mean that nothing is.
 */
import { byteLength } from "./go-text.ts";

const DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const DNS_SUBDOMAIN = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const DNS_1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
const QUALIFIED_NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_VALUE = `(${QUALIFIED_NAME})?`;

const DNS_LABEL_ONLY = new RegExp(`^${DNS_LABEL}$`);
const DNS_SUBDOMAIN_ONLY = new RegExp(`^${DNS_SUBDOMAIN}$`);
const DNS_1035_LABEL_ONLY = new RegExp(`^${DNS_1035_LABEL}$`);
const QUALIFIED_NAME_ONLY = new RegExp(`^${QUALIFIED_NAME}$`);
const LABEL_VALUE_ONLY = new RegExp(`^${LABEL_VALUE}$`);

const MAX_SUBDOMAIN = 253;
const MAX_LABEL = 63;

const DNS_LABEL_FAULT = wrongForm(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  DNS_LABEL,
  "my-name",
  "123-abc",
);
const SUBDOMAIN_FAULT = wrongForm(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  DNS_SUBDOMAIN,
  "example.com",
);
const DNS_1035_FAULT = wrongForm(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  DNS_1035_LABEL,
  "my-name",
  "abc-123",
);
const QUALIFIED_NAME_FAULT = wrongForm(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  QUALIFIED_NAME,
  "MyName",
  "my.name",
  "123-abc",
);
const LABEL_VALUE_FAULT = wrongForm(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  LABEL_VALUE,
  "MyValue",
  "my_value",
  "12345",
);

function wrongForm(rule: string, form: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(" or ");
  return `${rule} (e.g. ${shown}regex used for validation is '${form}')`;
}

/** Of names of namespaces. */
export function dnsLabelFaults(label: string): string[] {
  const faults: string[] = [];
  if (byteLength(label) > MAX_LABEL) faults.push(`must be no more than ${MAX_LABEL} characters`);
  if (DNS_LABEL_ONLY.test(label)) return faults;
  return [...faults, DNS_SUBDOMAIN_ONLY.test(label) ? "must not contain dots" : DNS_LABEL_FAULT];
}

/** Of names of most objects. */
export function subdomainFaults(name: string): string[] {
  return subdomainFaultsIn(name, "characters");
}

/** apimachinery has this rule twice, with different words for one limit. */
function subdomainFaultsIn(name: string, unit: "characters" | "bytes"): string[] {
  const faults: string[] = [];
  if (byteLength(name) > MAX_SUBDOMAIN) faults.push(`must be no more than ${MAX_SUBDOMAIN} ${unit}`);
  if (!DNS_SUBDOMAIN_ONLY.test(name)) faults.push(SUBDOMAIN_FAULT);
  return faults;
}

/** Of versions and, in lower case, of kinds. */
export function dns1035LabelFaults(label: string): string[] {
  const faults: string[] = [];
  if (byteLength(label) > MAX_LABEL) faults.push(`must be no more than ${MAX_LABEL} characters`);
  if (!DNS_1035_LABEL_ONLY.test(label)) faults.push(DNS_1035_FAULT);
  return faults;
}

/** Of label keys, annotation keys, names of match conditions and keys of audit annotations: `[prefix/]name`. */
export function qualifiedNameFaults(value: string): string[] {
  const parts = value.split("/");
  if (parts.length > 2) {
    return [
      `a valid label key ${QUALIFIED_NAME_FAULT} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? "";
  const faults = parts.length === 2 ? prefixFaults(parts[0] ?? "") : [];
  if (name === "") faults.push("name part must be non-empty");
  else if (byteLength(name) > MAX_LABEL) faults.push(`name part must be no more than ${MAX_LABEL} bytes`);
  if (!QUALIFIED_NAME_ONLY.test(name)) faults.push(`name part ${QUALIFIED_NAME_FAULT}`);
  return faults;
}

function prefixFaults(prefix: string): string[] {
  if (prefix === "") return ["prefix part must be non-empty"];
  return subdomainFaultsIn(prefix, "bytes").map((fault) => `prefix part ${fault}`);
}

export function labelValueFaults(value: string): string[] {
  const faults: string[] = [];
  if (byteLength(value) > MAX_LABEL) faults.push(`must be no more than ${MAX_LABEL} bytes`);
  if (!LABEL_VALUE_ONLY.test(value)) faults.push(LABEL_VALUE_FAULT);
  return faults;
}

/** Of anything that becomes a part of a URL's path: names of resources and params. */
export function pathSegmentFaults(name: string): string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
}

/**
 * The name with a safe end, where it is the beginning of a generated name: it may end with a dash then. (The byte
 * before the dash goes, too: what that leaves of a longer character is right in no name.)
 */
export function maskTrailingDash(name: string): string {
  if (name.length < 2 || !name.endsWith("-")) return name;
  const last = Array.from(name.slice(-3, -1)).at(-1) ?? "";
  return `${name.slice(0, -1 - last.length)}${REST_BYTE.repeat(byteLength(last) - 1)}a`;
}

/** Stands for a byte of a broken character: one byte, and in no name. */
const REST_BYTE = "\0";

export function isLabelKey(text: string): boolean {
  return qualifiedNameFaults(text).length === 0;
}

export function isLabelValue(text: string): boolean {
  return labelValueFaults(text).length === 0;
}
