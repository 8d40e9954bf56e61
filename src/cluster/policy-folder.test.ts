import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PolicyFile, readPolicyFolder, watchPolicyFolder } from "./policy-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("readPolicyFolder", () => {
  it("reads YAML and JSON of all sub-folders in path order, and nothing hidden or else", async () => {
    await mkdir(join(folder, "gpu"));
    await mkdir(join(folder, "..data".slice(1)));
    for (const path of ["gpu/b.yaml", "a.yml", "c.json", "note.md", ".a.yaml.swp", ".hidden.yaml", ".data/x.yaml"]) {
      await writeFile(join(folder, path), path);
    }
    expect(await readPolicyFolder(folder)).toEqual([
      { path: "a.yml", text: "a.yml" },
      { path: "c.json", text: "c.json" },
      { path: "gpu/b.yaml", text: "gpu/b.yaml" },
    ]);
  });

  it("follows links to files, as Kubernetes' volumes have them", async () => {
    await mkdir(join(folder, "..2026"));
    await writeFile(join(folder, "..2026", "a.yaml"), "one");
    await symlink("..2026", join(folder, "..data"));
    await symlink("..data/a.yaml", join(folder, "a.yaml"));
    expect(await readPolicyFolder(folder)).toEqual([{ path: "a.yaml", text: "one" }]);
  });

  it.each([
    ["no folder", async () => join(folder, "missing"), /cannot read the policies in .*missing/],
    [
      "a file over 1 MiB",
      async () => {
        await writeFile(join(folder, "big.yaml"), "x".repeat((1 << 20) + 1));
        return folder;
      },
      /big\.yaml has 1048577 bytes, more than 1048576/,
    ],
  ])("refuses %s", async (_what, prepare, message) => {
    await expect(readPolicyFolder(await prepare())).rejects.toThrow(message);
  });
});

describe("watchPolicyFolder", () => {
  it("tells of edits, new files and removals, and not of what stays equal", async () => {
    await writeFile(join(folder, "a.yaml"), "one");
    const seen: (readonly PolicyFile[])[] = [];
    const end = watchPolicyFolder(
      folder,
      await readPolicyFolder(folder),
      (files) => seen.push(files),
      (error) => {
        throw error;
      },
    );
    const latest = () => seen.at(-1)?.map((file) => file.text);
    try {
      await writeFile(join(folder, "a.yaml"), "two");
      await vi.waitFor(() => expect(latest()).toEqual(["two"]), 8000);
      await writeFile(join(folder, "b.tmp"), "three");
      await rename(join(folder, "b.tmp"), join(folder, "b.yaml"));
      await vi.waitFor(() => expect(latest()).toEqual(["two", "three"]), 8000);
      await rm(join(folder, "a.yaml"));
      await vi.waitFor(() => expect(latest()).toEqual(["three"]), 8000);
      expect(new Set(seen.map((files) => JSON.stringify(files))).size).toBe(seen.length);
    } finally {
      end();
    }
  }, 30_000);
});
