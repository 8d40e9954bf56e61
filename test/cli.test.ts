import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configMapPolicy, configMapReview } from "./server/harness.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function sallyport(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["src/main.ts", ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

async function policies(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(folder, "policies-"));
  for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
  return path;
}

async function reviewFile(object: object): Promise<string> {
  const path = join(folder, `review-${Math.random()}.json`);
  await writeFile(path, JSON.stringify(configMapReview(object)));
  return path;
}

describe("help", () => {
  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("is printed for %j", async (args) => {
    const { code, out } = await sallyport(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: sallyport COMMAND/);
    for (const name of ["serve", "check", "test", "review"]) expect(out).toContain(`\n  ${name} `);
  });

  it.each(["serve", "check", "test", "review"])("of %s", async (name) => {
    const { code, out } = await sallyport(name, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: sallyport ${name} `));
  });
});

describe("wrong use", () => {
  it.each<[string[], RegExp]>([
    [["srve"], /there is no command "srve"/],
    [
      ["serve", "--prot", "1", "--log-level", "loud"],
      /--prot is not a flag.*\n.*"1" is not a flag\n--log-level: "loud"/,
    ],
    [["check", "stray"], /"stray" is not a flag of this command/],
    [["check", "--polices", "x"], /Unknown option '--polices'/],
    [["review"], /name at least one file/],
    [["review", "missing.json"], /cannot read missing\.json/],
    [["review", "package.json"], /package\.json is no review: apiVersion: must be/],
  ])("%j exits with 2 and says why", async (args, message) => {
    const { code, out, err } = await sallyport(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  it("names a folder that cannot be read", async () => {
    const { code, err } = await sallyport("check", "--policies", join(folder, "missing"));
    expect(code).toBe(1);
    expect(err).toMatch(/cannot read the policies in .*missing.*\nname a readable folder with --policies/);
  });

  it("says how to get certificates", async () => {
    const { code, err } = await sallyport("serve", "--policies", await policies({}), "--tls-cert", "missing.pem");
    expect(code).toBe(1);
    expect(err).toMatch(/cannot read the serving certificate: .*missing\.pem.*\nrun `make certs`/);
  });
});

describe("check", () => {
  it("counts what is in force", async () => {
    const path = await policies({ "p.yaml": configMapPolicy("team", "has(object.data.team)") });
    const { code, out } = await sallyport("check", "--policies", path);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^1 validating and 0 mutating policies, revision [0-9a-f]{12}: 0 faults, 0 warnings\n$/),
    ]);
  });

  it("shows every fault with its place, and exits with 1", async () => {
    const path = await policies({ "p.yaml": configMapPolicy("team", "has(object.data.team) && objct.x") });
    const { code, out } = await sallyport("check", "--policies", path);
    expect(code).toBe(1);
    expect(out).toMatch(/fault: p\.yaml:8:\d+: .*undeclared reference to 'objct'.*did you mean.*object/s);
    expect(out).toMatch(/\n \| +\^\n/);
  });
});

describe("review", () => {
  it("tells the verdicts, and exits with 1 if one is a denial", async () => {
    const path = await policies({ "p.yaml": configMapPolicy("team", "has(object.data.team)", "name a team") });
    const [good, bad] = [await reviewFile({ data: { team: "a" } }), await reviewFile({ data: {} })];
    expect(await sallyport("review", "--policies", path, good)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^allow .* \(1 policies\)\n$/),
    });
    const { code, out } = await sallyport("review", "--policies", path, good, bad);
    expect(code).toBe(1);
    expect(out).toMatch(/^allow .*\ndeny {2}.*\n {6}403 Forbidden: .*denied request: name a team\n$/);
  });
});

describe("test", () => {
  const examples = (message: string) => `---
apiVersion: sallyport.dev/v1
kind: PolicyExamples
metadata: {name: team}
good:
  - {name: a team, object: {apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {team: a}}}
bad:
  - {name: no team, message: ${message}, object: {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}}
`;
  const policy = configMapPolicy("team", "has(object.data) && has(object.data.team)", "name a team");

  it("runs the examples beside the policies", async () => {
    const path = await policies({ "p.yaml": policy + examples("name a team") });
    expect(await sallyport("test", "--policies", path)).toMatchObject({ code: 0, out: "2 passed, 0 failed\n" });
  });

  it("fails for another message, and shows both", async () => {
    const path = await policies({ "p.yaml": policy + examples("another") });
    const { code, out } = await sallyport("test", "--policies", path);
    expect(code).toBe(1);
    expect(out).toMatch(/team: no team: must be refused with\n {2}another\nbut the policy said\n {2}name a team\n/);
    expect(out).toMatch(/1 passed, 1 failed\n$/);
  });

  it("takes the policies that Sallyport ships", async () => {
    const { code, out } = await sallyport("test");
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d{2,} passed, 0 failed\n$/)]);
  });
});
