import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import { denialStatus } from "./status.ts";

function request(group: string, resource: string, name: string, object: JsonObject | null): AdmissionRequest {
  return { requestResource: { group, version: "v1", resource }, name, object } as AdmissionRequest;
}

describe("denialStatus", () => {
  it("is what kube-apiserver answers", () => {
    expect(denialStatus(request("apps", "deployments", "web", {}), "no", "Forbidden")).toEqual({
      code: 403,
      reason: "Forbidden",
      message: 'deployments.apps "web" is forbidden: no',
      details: { name: "web", group: "apps", kind: "deployments", causes: [{ message: "no" }] },
    });
    expect(denialStatus(request("", "pods", "web", {}), "no")).toEqual({
      code: 422,
      reason: "Invalid",
      message: 'pods "web" is forbidden: no',
      details: { name: "web", kind: "pods", causes: [{ message: "no" }] },
    });
  });

  it.each<[object: JsonObject | null, name: string]>([
    [null, "Unknown"],
    [{ metadata: { name: "own", generateName: "g-" } }, "own"],
    [{ metadata: { generateName: "g-" } }, "g-"],
    [{ metadata: {} }, "Unknown"],
    [{ command: [] }, "Unknown/errorGettingName"],
  ])("names %j without a name in the request %s", (object, name) => {
    expect(denialStatus(request("", "pods", "", object), "no").details?.name).toBe(name);
  });

  it.each([
    ["Unauthorized", 401],
    ["Forbidden", 403],
    ["RequestEntityTooLarge", 413],
    ["Invalid", 422],
  ] as const)("%s is %d", (reason, code) => {
    expect(denialStatus(request("", "pods", "x", null), "no", reason)).toMatchObject({ code, reason });
  });
});
