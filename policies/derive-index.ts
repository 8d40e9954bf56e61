/**
 * Writes policies/README.md, the index of the pack, from the annotations of its policies.
 *
 * node policies/derive-index.ts
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

export const INDEX_FILE = join(import.meta.dirname, "README.md");

export interface PackPolicy {
  /** Under policies/, as `gpu`. */
  readonly folder: string;
  readonly file: string;
  readonly name: string;
  /** Annotations of sallyport.dev, without the prefix. */
  readonly about: Readonly<Record<string, string | undefined>>;
  readonly isOverPods: boolean;
  /** `Deny`, `Warn`; `mutates` for what changes objects. */
  readonly action: string;
  /** Kinds of the objects in its examples. */
  readonly exampleKinds: readonly string[];
}

interface Document {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly pods?: boolean;
    readonly mutations?: unknown;
    readonly validationActions?: readonly string[];
  };
  readonly good?: readonly Example[];
  readonly bad?: readonly Example[];
  readonly mutated?: readonly Example[];
}

interface Example {
  readonly object?: { readonly kind?: string };
}

const PREFIX = "sallyport.dev/";

/** All AdmissionPolicies, by folder and name. */
export function packPolicies(): readonly PackPolicy[] {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .flatMap((folder) => {
      const files = readdirSync(join(import.meta.dirname, folder)).filter((file) => file.endsWith(".yaml"));
      return files.sort().flatMap((file) => policiesIn(folder, file));
    });
}

function policiesIn(folder: string, file: string): PackPolicy[] {
  const documents = [...parseAllDocuments(readFileSync(join(import.meta.dirname, folder, file), "utf8"))].map(
    (document): Document => document.toJS(),
  );
  const examples = documents.filter(({ kind }) => kind === "PolicyExamples");
  const exampleKinds = examples.flatMap(({ good = [], bad = [], mutated = [] }) =>
    [...good, ...bad, ...mutated].map(({ object }) => object?.kind ?? ""),
  );
  return documents
    .filter(({ kind }) => kind === "AdmissionPolicy")
    .map(({ metadata, spec }) => ({
      folder,
      file,
      name: metadata?.name ?? "",
      about: aboutOf(metadata?.annotations ?? {}),
      isOverPods: spec?.pods === true,
      action: spec?.mutations === undefined ? (spec?.validationActions ?? ["Deny"]).join(", ") : "mutates",
      exampleKinds,
    }));
}

function aboutOf(annotations: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(annotations).filter(([key]) => key.startsWith(PREFIX));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(PREFIX.length), value.trim()]));
}

export function indexText(): string {
  const byFolder = Map.groupBy(packPolicies(), ({ folder }) => folder);
  const sections = Array.from(byFolder, ([folder, policies]) => [
    `## ${folder}`,
    "",
    "| policy | asks for | action | profile | severity | risk |",
    "| --- | --- | --- | --- | --- | --- |",
    ...policies.map(({ file, name, about, action }) => {
      const cells = [about["title"], action, about["profile"], about["severity"], about["risk"]];
      return `| [${name}](${folder}/${file}) | ${cells.join(" | ")} |`;
    }),
    "",
  ]);
  return `${[HEAD, ...sections.flat()].join("\n").trimEnd()}\n`;
}

const HEAD = `# The pack
<!-- Made from the annotations of the policies: node policies/derive-index.ts -->
Each file is one policy with what it is for (\`sallyport.dev/why\`), its parameters if it has any, and examples that run as tests. How the pack is used: [docs/pack.md](../docs/pack.md).
`;

if (import.meta.main) writeFileSync(INDEX_FILE, indexText());
