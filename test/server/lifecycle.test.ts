import { describe, expect, it } from "vitest";
import { SallyportError } from "../../src/errors.ts";
import { configMapPolicy, configMapReview, startServer } from "./harness.ts";

const review = JSON.stringify(configMapReview({ data: { team: "a" } }));

describe("stopping", () => {
  it("is not ready at once, answers while it drains, and drops nothing that is in flight", async () => {
    const server = await startServer({ "p.yaml": configMapPolicy("team", "has(object.data.team)") });
    let [sent, failed, stopped] = [0, 0, false];
    const clients = Array.from({ length: 8 }, async () => {
      while (!stopped) {
        sent++;
        const { json } = await server.post("/validate", review);
        if (json.response.allowed !== true) failed++;
      }
    });
    await server.post("/validate", review);
    const stopping = server.server.stop(1);
    expect(await server.health("/readyz")).toEqual({ status: 503, text: "not ready: stopping\n" });
    expect((await server.health("/healthz")).status).toBe(200);
    expect((await server.post("/validate", review)).status).toBe(200);
    stopped = true;
    const results = await Promise.allSettled(clients);
    await stopping;
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
    expect([failed, sent > 8]).toEqual([0, true]);
    await expect(server.post("/validate", review)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
    server.agent.destroy();
  });
});

describe("starting", () => {
  it("is refused when there are faults and no policy is left", async () => {
    const attempt = startServer({ "p.yaml": configMapPolicy("team", "1 +") });
    await expect(attempt).rejects.toThrow(expect.objectContaining({ code: "POLICIES_REFUSED" }));
    await expect(attempt).rejects.toThrow(SallyportError);
  });

  it("goes on with the good ones when some are broken", async () => {
    const server = await startServer({
      "good.yaml": configMapPolicy("good", "false"),
      "broken.yaml": configMapPolicy("broken", "object.data.x ="),
    });
    expect((await server.post("/validate", review)).json.response.allowed).toBe(false);
    expect(server.log.filter(({ level }) => level === 50)).toHaveLength(1);
    await server.close();
  });

  it("goes on without any policy, for a folder that is empty", async () => {
    const server = await startServer({});
    expect((await server.post("/validate", review)).json.response.allowed).toBe(true);
    await server.close();
  });
});
