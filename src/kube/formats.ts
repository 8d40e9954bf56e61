/** Kubernetes' named formats (k8s.io/apiserver/pkg/cel/library/format.go). */
import {
  dns1035LabelFaults,
  dnsLabelFaults,
  labelValueFaults,
  maskTrailingDash,
  qualifiedNameFaults,
  subdomainFaults,
} from "./names.ts";
import { requestUriFault } from "./url.ts";

export interface Format {
  readonly name: string;
  /** What is wrong with a text; nothing for one that has the format. */
  readonly faults: (text: string) => readonly string[];
  /** How long a regular expression for the format is, or would be: what checking costs depends on it. */
  readonly regexSize: number;
}

function format(name: string, regexSize: number, faults: Format["faults"]): Format {
  return { name, regexSize, faults };
}

/** Also for names that have yet to get their end. */
function prefixFormat(name: string, regexSize: number, faults: Format["faults"]): Format {
  return format(name, regexSize, (text) => faults(maskTrailingDash(text)));
}

function simpleFormat(name: string, regexSize: number, fault: string, matches: (text: string) => boolean): Format {
  return format(name, regexSize, (text) => (matches(text) ? [] : [fault]));
}

function uriFaults(text: string): readonly string[] {
  const fault = requestUriFault(text);
  return fault === undefined ? [] : [fault];
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2}):([0-9]{2})([^\n][0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})$/u;

/** Padded, and not empty. */
function isBase64(text: string): boolean {
  return text !== "" && text.length % 4 === 0 && BASE64.test(text);
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (month === undefined || Number(day) < 1) return false;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) <= daysOf(Number(year), Number(month));
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Only what comes up to a second `t` is looked at. */
function isDateTime(text: string): boolean {
  const [date = "", time = ""] = text.toLowerCase().split("t", 2);
  const [, hours, minutes, seconds] = TIME.exec(time) ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) return false;
  return isDate(date) && hours <= "23" && minutes <= "59" && seconds <= "59";
}

export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["dns1123Label", format("DNS1123Label", 30, dnsLabelFaults)],
  ["dns1123Subdomain", format("DNS1123Subdomain", 60, subdomainFaults)],
  ["dns1035Label", format("DNS1035Label", 30, dns1035LabelFaults)],
  ["qualifiedName", format("QualifiedName", 60, qualifiedNameFaults)],
  ["dns1123LabelPrefix", prefixFormat("DNS1123LabelPrefix", 30, dnsLabelFaults)],
  ["dns1123SubdomainPrefix", prefixFormat("DNS1123SubdomainPrefix", 60, subdomainFaults)],
  ["dns1035LabelPrefix", prefixFormat("DNS1035LabelPrefix", 30, dns1035LabelFaults)],
  ["labelValue", format("LabelValue", 40, labelValueFaults)],
  ["uri", format("URI", 1103, uriFaults)],
  ["uuid", simpleFormat("uuid", 70, "does not match the UUID format", (text) => UUID.test(text))],
  ["byte", simpleFormat("byte", 84, "invalid base64", isBase64)],
  ["date", simpleFormat("date", 71, "invalid date", isDate)],
  ["datetime", simpleFormat("datetime", 71, "invalid datetime", isDateTime)],
]);
