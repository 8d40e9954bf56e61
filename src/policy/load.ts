/** From texts to the snapshot of all policies in force. */
import type { JsonObject } from "../json/value.ts";
import { idleEntries, snapshotOf } from "./bind.ts";
import { type CheckWorkloadKind, compileDocument } from "./compile-document.ts";
import { type CustomResource, customResources, isDefinition } from "./custom-resources.ts";
import { about, faultsOf } from "./document-findings.ts";
import { type PolicyDocument, type ReadText, readDocuments, type SourceText } from "./documents.ts";
import { type Entry, endedExceptions, type Warning, warningsOf } from "./entry.ts";
import type { PolicyExamples } from "./examples.ts";
import type { Finding } from "./finding.ts";
import type { Profile, Snapshot } from "./model.ts";
import { hashOf } from "./revision.ts";

export interface Loaded {
  readonly snapshot: Snapshot;
  /** Documents that are not in force as they stand. Their last good versions are. */
  readonly faults: readonly Finding[];
  /** What the author should know of documents that are in force. */
  readonly warnings: readonly Finding[];
  /** Other objects of the cluster that the texts hold: parameters, definitions of custom resources. */
  readonly objects: readonly JsonObject[];
  /** Examples that stand beside the policies, to be run as tests. */
  readonly examples: readonly PolicyExamples[];
  /** What is in force, by kind and name; for the next load. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What each source held; for the next load. */
  readonly read: ReadonlyMap<string, ReadText>;
}

export interface LoadOptions {
  /** Which AdmissionPolicies of a pack are in force; by default all. */
  readonly profile?: Profile;
  /** Milliseconds since 1970: exceptions that have ended by then are warned of; by default none. */
  readonly now?: number;
  readonly checkWorkloadKind?: CheckWorkloadKind;
}

/**
 * Reads, checks and compiles all texts. A document that is refused does not replace the version of it that is in
 * force; one that has not changed is not compiled again.
 * @param previous what was loaded before, if anything was
 */
export function load(
  texts: readonly SourceText[],
  previous?: Loaded,
  { profile = "restricted", now = 0, checkWorkloadKind }: LoadOptions = {},
): Loaded {
  const read = texts.toSorted(bySource).map((text) => {
    const known = previous?.read.get(text.source);
    return known?.from.text === text.text ? known : readDocuments(text);
  });
  const objects = read.flatMap(({ objects }) => objects);
  const loader = new Loader(objects, previous?.entries ?? new Map(), checkWorkloadKind);
  for (const documents of byKey(read).values()) loader.add(documents);
  loader.keepUnreadable(read);
  return {
    snapshot: snapshotOf([...loader.entries.values()], profile),
    faults: [...read.flatMap(({ faults, exampleFaults }) => [...faults, ...exampleFaults]), ...loader.faults],
    warnings: loader.warnings(now),
    objects,
    examples: read.flatMap(({ examples }) => examples),
    entries: loader.entries,
    read: new Map(read.map((text) => [text.from.source, text])),
  };
}

function bySource(a: SourceText, b: SourceText): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

/** Documents without a name, which are refused for that, are told apart by their places. */
function keyOf({ kind, name, place }: PolicyDocument): string {
  return name === "" ? `${kind}/${place.source}:${place.position.line}` : `${kind}/${name}`;
}

function byKey(read: readonly ReadText[]): ReadonlyMap<string, readonly PolicyDocument[]> {
  const documents = read.flatMap(({ policies }) => policies);
  return Map.groupBy(documents, keyOf);
}

class Loader {
  readonly entries = new Map<string, Entry>();
  readonly faults: Finding[] = [];
  readonly #checkWorkloadKind: CheckWorkloadKind | undefined;
  readonly #custom: readonly CustomResource[];
  /** Of the definitions of custom resources: type checking depends on them. */
  readonly #definitions: string;
  readonly #previous: ReadonlyMap<string, Entry>;
  /** The documents that are in force as they stand. */
  readonly #documents = new Map<Entry, PolicyDocument>();

  constructor(
    objects: readonly JsonObject[],
    previous: ReadonlyMap<string, Entry>,
    checkWorkloadKind: CheckWorkloadKind | undefined,
  ) {
    this.#checkWorkloadKind = checkWorkloadKind;
    this.#custom = customResources(objects);
    this.#definitions = hashOf(objects.filter(isDefinition));
    this.#previous = previous;
  }

  /** Takes all documents of one kind and name. One of them counts: that which is in force, or else the first. */
  add(documents: readonly PolicyDocument[]): void {
    const [first] = documents;
    if (first === undefined) return;
    const key = keyOf(first);
    const known = this.#previous.get(key);
    const chosen = documents.find(({ place }) => place.source === known?.source) ?? first;
    for (const other of documents) if (other !== chosen) this.faults.push(duplicateFault(other, chosen));
    const entry = this.#entry(chosen, known);
    if (entry !== undefined) this.#documents.set(entry, chosen);
    const kept = entry ?? known;
    if (kept !== undefined) this.entries.set(key, kept);
  }

  /** @returns undefined, and tells the faults, for a document that is refused */
  #entry(document: PolicyDocument, known: Entry | undefined): Entry | undefined {
    const { source } = document.place;
    const hash = `${document.hash}/${this.#definitions}`;
    if (known?.hash === hash) return known.source === source ? known : { ...known, source };
    const compilation = compileDocument(document.object, document.kind, document.version, this.#checkWorkloadKind);
    const { compiled } = compilation;
    if (compiled !== undefined) {
      return { compiled, source, hash, warnings: warningsOf(compilation, compiled, this.#custom) };
    }
    this.faults.push(...faultsOf(document, compilation));
    return undefined;
  }

  /** Of a text with unreadable documents, whatever was in force and is not there now may be one of them. */
  keepUnreadable(read: readonly ReadText[]): void {
    const broken = new Set(read.flatMap(({ faults }) => faults.map(({ source }) => source)));
    for (const [key, entry] of this.#previous) {
      if (broken.has(entry.source) && !this.entries.has(key)) this.entries.set(key, entry);
    }
  }

  warnings(now: number): Finding[] {
    const idle = idleEntries([...this.entries.values()]);
    return [...this.#documents].flatMap(([entry, document]) => {
      const own = idle.get(entry);
      const all: readonly Warning[] = [
        ...entry.warnings,
        ...(own === undefined ? [] : [own]),
        ...endedExceptions(entry, now),
      ];
      return all.map((warning) => {
        const index = warning.issue?.offset;
        return about(document, document.place.finding(warning.message, warning.field, index));
      });
    });
  }
}

function duplicateFault(document: PolicyDocument, chosen: PolicyDocument): Finding {
  const { source, position } = chosen.place;
  const message = `defined twice: the one at ${source}:${position.line} counts, this one does not`;
  return about(document, document.place.finding(message, "metadata.name"));
}
