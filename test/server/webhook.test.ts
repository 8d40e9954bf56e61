import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { configMapPolicy, configMapReview, type Harness, startServer } from "./harness.ts";

let server: Harness;
beforeAll(async () => {
  server = await startServer({ "team.yaml": configMapPolicy("team", "has(object.data.team)", "name a team") });
});
afterAll(() => server.close());

const good = configMapReview({ data: { team: "a" } });
const bad = configMapReview({ data: {} });

describe("POST /validate", () => {
  it("answers a review with a review", async () => {
    const { status, headers, json } = await server.post("/validate?timeout=5s", JSON.stringify(good));
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(json).toEqual({
      apiVersion: "admission.k8s.io/v1",
      kind: "AdmissionReview",
      response: { uid: "7f0b", allowed: true },
    });
  });

  it("denies with code, reason and message", async () => {
    const { json } = await server.post("/validate", JSON.stringify(bad));
    expect(json.response).toMatchObject({
      uid: "7f0b",
      allowed: false,
      status: {
        code: 403,
        reason: "Forbidden",
        message: expect.stringContaining("'team' with binding 'team' denied request: name a team"),
      },
    });
  });

  it.each([
    ["a key __proto__", '{"team":"a","__proto__":"x","constructor":"y","toString":"z","hasOwnProperty":"w"}'],
    ["3 MB of data", JSON.stringify({ team: "a", model: "x".repeat(3_000_000) })],
    ["escapes and many languages", JSON.stringify({ team: "a\u0000\u2028\ud83d\ude00", 名前: "模型" })],
    ["an integer beyond 2^53", '{"team":"a","n":9007199254740993}'],
  ])("takes an object with %s unharmed", async (_what, data) => {
    const body = JSON.stringify(configMapReview({ data: "DATA" })).replace('"DATA"', () => data);
    expect((await server.post("/validate", body)).json.response).toEqual({ uid: "7f0b", allowed: true });
  });

  it.each<[string, number, string, string | Buffer, RegExp]>([
    ["no JSON", 400, "/validate", "{not json", /the body is not JSON: .* at offset/],
    ["nothing", 400, "/validate", "", /the body is not JSON/],
    ["another document", 400, "/validate", '{"kind":"Pod"}', /apiVersion: must be "admission.k8s.io\/v1"/],
    [
      "a review of v1beta1",
      400,
      "/validate",
      JSON.stringify({ ...good, apiVersion: "admission.k8s.io/v1beta1" }),
      /must be "admission.k8s.io\/v1", got "admission.k8s.io\/v1beta1"/,
    ],
    ["a list", 400, "/validate", "[]", /the body is not a JSON object/],
    ["null", 400, "/validate", "null", /the body is not a JSON object/],
    ["a review without uid", 400, "/validate", JSON.stringify(configMapReview({}, { uid: "" })), /uid/],
    [
      "a strange operation",
      400,
      "/validate",
      JSON.stringify(configMapReview({}, { operation: "PATCH" })),
      /operation: must be one of/,
    ],
    ["a strange timeout", 400, "/validate?timeout=soon", JSON.stringify(good), /timeout must be one duration/],
    ["two timeouts", 400, "/validate?timeout=1s&timeout=2s", JSON.stringify(good), /timeout must be one duration/],
    ["17 MiB", 413, "/validate", Buffer.alloc(17 << 20, 32), /too large/],
    ["another path", 404, "/valdate", JSON.stringify(good), /POST \/valdate is not served: POST an AdmissionReview to/],
    ["deep nesting", 400, "/validate", "[".repeat(100_000), /the body is not JSON/],
  ])("refuses %s with a clear %i", async (_what, status, path, body, error) => {
    const reply = await server.post(path, body);
    expect(reply.status).toBe(status);
    expect(reply.json.error).toMatch(error);
  });

  it("refuses other types than JSON", async () => {
    const { status, json } = await server.post("/validate", JSON.stringify(good), { "content-type": "text/plain" });
    expect([status, json.error]).toEqual([415, expect.stringMatching(/Unsupported Media Type/)]);
  });

  it("writes one line for a decision, without contents of the object", async () => {
    server.log.length = 0;
    await server.post("/validate", JSON.stringify(configMapReview({ data: { secret: "hunter2" } })));
    const lines = server.log.filter(({ msg }) => msg === "decision");
    expect(lines).toEqual([
      expect.objectContaining({
        door: "validate",
        uid: "7f0b",
        user: "alice",
        kind: "v1 ConfigMap",
        object: "team-a/settings",
        operation: "CREATE",
        dryRun: false,
        verdict: "deny",
        code: 403,
        evaluated: 1,
        findings: [{ policy: "team", binding: "team", evaluation: "deny", actions: ["Deny"], reason: "Forbidden" }],
        revision: expect.stringMatching(/^[0-9a-f]{12}$/),
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(server.log)).not.toContain("hunter2");
  });
});

describe("POST /mutate", () => {
  it("allows, and patches nothing that no policy changes", async () => {
    const { json } = await server.post("/mutate", JSON.stringify(bad));
    expect(json.response).toEqual({ uid: "7f0b", allowed: true });
  });
});

describe("the health port", () => {
  it("is alive and ready", async () => {
    expect(await server.health("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await server.health("/readyz")).toEqual({ status: 200, text: "ok\n" });
  });

  it("counts decisions and refusals", async () => {
    const { text } = await server.health("/metrics");
    expect(text).toMatch(/^sallyport_decisions_total\{door="validate",verdict="deny"\} [1-9]/m);
    expect(text).toMatch(/^sallyport_refused_requests_total\{status="413"\} 1$/m);
    expect(text).toMatch(/^sallyport_policies\{kind="ValidatingAdmissionPolicy"\} 1$/m);
  });
});

describe("TLS", () => {
  it.each(["TLSv1", "TLSv1.1"] as const)("refuses %s", async (version) => {
    const attempt = new Promise((resolve, reject) => {
      connect({
        host: "127.0.0.1",
        port: server.server.port,
        rejectUnauthorized: false,
        minVersion: version,
        maxVersion: version,
        ciphers: "DEFAULT@SECLEVEL=0",
      })
        .on("secureConnect", resolve)
        .on("error", reject);
    });
    await expect(attempt).rejects.toThrow();
  });
});

describe("the folder of policies", () => {
  it("is swapped in when a file changes; a broken one is told, and its last good version stays", async () => {
    const allowed = async () => (await server.post("/validate", JSON.stringify(bad))).json.response.allowed;
    await server.writePolicy("team.yaml", configMapPolicy("team", "true"));
    await vi.waitFor(async () => expect(await allowed()).toBe(true), { timeout: 8000 });
    server.log.length = 0;
    await server.writePolicy("team.yaml", configMapPolicy("team", "object.data.all(k, k != "));
    await vi.waitFor(() => expect(JSON.stringify(server.log)).toMatch(/refused/), { timeout: 8000 });
    expect(await allowed()).toBe(true);
    const told = server.log.find(({ level }) => level === 50);
    expect(told).toMatchObject({ source: "team.yaml", line: 8, kind: "ValidatingAdmissionPolicy", name: "team" });
    expect(told?.["msg"]).toMatch(/team\.yaml:8:\d+: .*Syntax error.*\^/s);
    expect((await server.health("/metrics")).text).toMatch(/^sallyport_policy_faults 1$/m);
    await server.writePolicy("team.yaml", configMapPolicy("team", "false"));
    await vi.waitFor(async () => expect(await allowed()).toBe(false), { timeout: 8000 });
    expect((await server.health("/metrics")).text).toMatch(/^sallyport_policy_faults 0$/m);
  }, 40_000);
});
