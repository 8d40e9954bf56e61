/** Policies from a folder of files: read whole, watched for changes. */
import { type FSWatcher, watch } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { messageOf, SallyportError } from "../errors.ts";

export interface PolicyFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
}

/** A ConfigMap holds 1 MiB; a file may not hold more than would fit into one. */
const MAX_FILE_BYTES = 1 << 20;
const MAX_FILES = 10_000;
const POLICY_FILE = /\.(ya?ml|json)$/;

/**
 * All policy files below `folder`, in path order. Hidden files and folders are left out, as editors and Kubernetes'
 * volumes keep their own there.
 * @throws SallyportError POLICIES_UNREADABLE
 */
export async function readPolicyFolder(folder: string): Promise<readonly PolicyFile[]> {
  try {
    const paths = (await policyPaths(folder)).sort();
    const texts = await Promise.all(paths.map(readBounded));
    return paths.flatMap((path, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ path: relative(folder, path), text }];
    });
  } catch (error) {
    if (error instanceof SallyportError) throw error;
    throw new SallyportError("POLICIES_UNREADABLE", `cannot read the policies in ${folder}: ${messageOf(error)}`);
  }
}

async function policyPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory() && POLICY_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split("/")
          .some((part) => part.startsWith(".")),
    );
  if (paths.length > MAX_FILES) {
    throw new SallyportError("POLICIES_UNREADABLE", `${folder} holds ${paths.length} files, more than ${MAX_FILES}`);
  }
  return paths;
}

/** @returns undefined for a file that vanished after it was listed, as editors' temporary files do */
async function readBounded(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) {
      throw new SallyportError("POLICIES_UNREADABLE", `${path} has ${size} bytes, more than ${MAX_FILE_BYTES}`);
    }
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** How long a burst of writes is waited out, in milliseconds: an editor saves in several steps. */
const SETTLE_MS = 50;
/** Links that are swapped (Kubernetes' volumes) and network file systems tell no watcher. In milliseconds. */
const RESCAN_MS = 5_000;

/**
 * Calls `changed` with all files whenever any of them has changed, one call at a time.
 * @param failed told when the folder cannot be read; the watch goes on
 * @returns ends the watch
 */
export function watchPolicyFolder(
  folder: string,
  first: readonly PolicyFile[],
  changed: (files: readonly PolicyFile[]) => void,
  failed: (error: unknown) => void,
): () => void {
  let known = fingerprint(first);
  let ended = false;
  let last: Promise<void> = Promise.resolve();

  async function rescan(): Promise<void> {
    if (ended) return;
    try {
      const files = await readPolicyFolder(folder);
      const now = fingerprint(files);
      if (now === known || ended) return;
      known = now;
      changed(files);
    } catch (error) {
      failed(error);
    }
  }

  /** One after the other, so that an older reading never overtakes a newer one. */
  function queueRescan(): void {
    last = last.then(rescan);
  }

  let settling: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(settling);
    settling = setTimeout(queueRescan, SETTLE_MS);
  };
  const watcher = tryWatch(folder, soon);
  const timer = setInterval(queueRescan, RESCAN_MS);
  return () => {
    ended = true;
    clearTimeout(settling);
    clearInterval(timer);
    watcher?.close();
  };
}

function tryWatch(folder: string, soon: () => void): FSWatcher | undefined {
  try {
    // An error (the folder deleted, too many watches) leaves the rescans.
    return watch(folder, { recursive: true }, soon).on("error", () => {});
  } catch {
    return undefined;
  }
}

function fingerprint(files: readonly PolicyFile[]): string {
  return JSON.stringify(files);
}
