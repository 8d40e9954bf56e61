/** The example manifests of test/manifests, as an API server would get their objects. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import type { JsonObject } from "../../src/json/value.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../manifests");

export interface Manifest {
  /** Under test/manifests, as `kuberay/rayjob-basic.yaml`. */
  readonly file: string;
  /** What the first line names: the project and the file in its repository; undefined without such a line. */
  readonly source: string | undefined;
  readonly objects: readonly JsonObject[];
}

/** All manifests, by file name. @throws on YAML that does not parse */
export function readManifests(): readonly Manifest[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readManifest(file, readFileSync(join(FOLDER, file), "utf8")));
}

function readManifest(file: string, text: string): Manifest {
  const source = /^# After (.+)$/m.exec(firstLine(text))?.[1];
  return { file, source, objects: objectsOf(file, text) };
}

function objectsOf(file: string, text: string): readonly JsonObject[] {
  return [...parseAllDocuments(text)].map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
    return document.toJS() as JsonObject;
  });
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf("\n"));
}
