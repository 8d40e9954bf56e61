/** Objects that stand as YAML or JSON text in an object, with placeholders of a template engine: `{{inputs.x}}`. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isPlain } from "../json/plain.ts";
import { isObject, type Json, type JsonObject } from "../json/value.ts";
import { YamlText } from "../policy/yaml.ts";
import type { Merging } from "./part.ts";

/** In UTF-16 code units. */
const MAX_LENGTH = 64 * 1024;
/** What a character of YAML costs, in members and elements that are put together: 120 KiB are all that is read. */
const COST_OF_CHARACTER = 4;
/** Of JSON, which is read faster than YAML. */
const MAX_NESTING = 200;

/** An object in a text, or why it cannot be read. */
export type Embedded = { readonly object: JsonObject } | { readonly reason: string };

/** A strategic merge patch. */
export function readPatch(text: string, work: Merging["work"]): Embedded {
  const [patch, ...more] = readObjects(text, work);
  if (patch === undefined || more.length > 0) return { reason: "is not one object" };
  return patch;
}

/** Every document of a text. */
export function readObjects(text: string, work: Merging["work"]): readonly Embedded[] {
  if (text.length > MAX_LENGTH) return [{ reason: "is longer than 64 KiB" }];
  const cost = text.length * COST_OF_CHARACTER;
  if (cost > work.left) return [{ reason: "is more text than is read in one object" }];
  work.left -= cost;
  const documents = readDocuments(text);
  return typeof documents === "string"
    ? [{ reason: documents }]
    : documents.map((document) => objectIn(document, work));
}

function objectIn(document: Json, work: Merging["work"]): Embedded {
  if (!isObject(document)) return { reason: "is no object" };
  const reason = unreadableIn(document, work);
  return reason === undefined ? { object: document } : { reason };
}

/** Placeholders stay as text. */
function readDocuments(text: string): readonly Json[] | string {
  if (text.includes(OPEN)) return "holds a character of the private use area";
  const { harmless, placeholders } = withoutPlaceholders(text);
  const { documents, faults } = parse(harmless);
  if (faults.length > 0 || documents.length === 0) return "is neither YAML nor JSON";
  return documents.map(({ value }) => withPlaceholders(value, placeholders));
}

function parse(text: string): Pick<YamlText, "faults"> & { readonly documents: readonly { readonly value: Json }[] } {
  if (/^\s*\{/.test(text) && isPlain(text, MAX_NESTING)) {
    try {
      return { documents: [{ value: JSON.parse(text) as Json }], faults: [] };
    } catch {
      // YAML then, in the flow style.
    }
  }
  return new YamlText(text);
}

interface Harmless {
  readonly harmless: string;
  readonly placeholders: readonly string[];
}

/** The text with numbers between letters instead of placeholders. */
function withoutPlaceholders(text: string): Harmless {
  const placeholders: string[] = [];
  let harmless = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("{{", at);
    const end = start === -1 ? -1 : text.indexOf("}}", start + 2);
    if (end === -1) return { harmless: harmless + text.slice(at), placeholders };
    harmless += `${text.slice(at, start)}${OPEN}${placeholders.length}${CLOSE}`;
    placeholders.push(text.slice(start, end + 2));
    at = end + 2;
  }
}

/** Around the number of a placeholder: letters to YAML, and in nobody's text. */
const OPEN = "\uE000";
const CLOSE = "\uE001";

function withPlaceholders(value: Json, placeholders: readonly string[]): Json {
  if (placeholders.length === 0) return value;
  const restore = (text: string): string => {
    return text.replace(/\uE000([0-9]+)\uE001/g, (_, number: string) => placeholders[Number(number)] ?? "");
  };
  return mapTexts(value, restore);
}

function mapTexts(value: Json, map: (text: string) => string): Json {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((element: Json) => mapTexts(element, map));
  if (!isObject(value)) return value;
  const mapped: Mutable = {};
  for (const [key, inner] of Object.entries(value)) setMember(mapped, map(key), mapTexts(inner, map));
  return mapped;
}

function isPlaceholder(text: string): boolean {
  return text.includes("{{");
}

/** Maps whose keys are free: a placeholder in one of them hides nothing of a pod's shape. */
const FREE = new Set(["labels", "annotations", "matchLabels", "data", "stringData"]);

/** Fields of pods and of what makes them that hold objects or lists. */
const STRUCTURED = new Set(
  (
    "metadata spec template labels annotations containers initContainers ephemeralContainers volumes env envFrom " +
    "volumeMounts volumeDevices ports resources limits requests claims securityContext capabilities add drop " +
    "seccompProfile appArmorProfile seLinuxOptions windowsOptions lifecycle livenessProbe readinessProbe " +
    "startupProbe command args tolerations affinity nodeSelector imagePullSecrets hostAliases dnsConfig " +
    "resourceClaims sysctls hostPath emptyDir configMap secret projected csi"
  ).split(" "),
);

/**
 * Why the shape of a value cannot be told: a placeholder stands for a key or for a whole object or list, or there is a
 * directive of a strategic merge patch.
 */
function unreadableIn(value: Json, work: Merging["work"], isFree = false): string | undefined {
  work.left--;
  if (Array.isArray(value)) return firstReason(value, (element: Json) => unreadableIn(element, work));
  if (!isObject(value)) return undefined;
  return firstReason(Object.entries(value), ([key, inner]) => {
    if (isPlaceholder(key) && !isFree) return "a placeholder stands for a key";
    if (key.startsWith("$")) return `holds the directive ${key.slice(0, 40)}`;
    if (STRUCTURED.has(key) && !isFree && typeof inner === "string" && isPlaceholder(inner)) {
      return `a placeholder stands for ${key}`;
    }
    return unreadableIn(inner, work, FREE.has(key));
  });
}

function firstReason<T>(items: readonly T[], reason: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = reason(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
