import { describe, expect, it } from "vitest";
import { REQUEST } from "../../test/support/policies.ts";
import { requestView } from "./request-view.ts";

const form = { resource: REQUEST.requestResource, kind: REQUEST.requestKind };

// What Go's unstructured converter makes of an AdmissionRequest of k8s.io/api v0.36.2.
describe("requestView", () => {
  it("leaves out what is optional and empty", () => {
    const none = { group: "", version: "", kind: "" };
    const request = {
      ...REQUEST,
      name: "",
      namespace: "",
      requestKind: none,
      userInfo: { username: "", uid: "", groups: [], extra: {} },
    };
    expect(requestView(request, form)).toEqual({
      uid: "",
      kind: { group: "", version: "v1", kind: "Pod" },
      resource: { group: "", version: "v1", resource: "pods" },
      requestKind: none,
      requestResource: { group: "", version: "v1", resource: "pods" },
      operation: "CREATE",
      userInfo: {},
      object: null,
      oldObject: null,
      dryRun: false,
      options: null,
    });
  });

  it("tells all else", () => {
    const request = {
      ...REQUEST,
      subResource: "scale",
      requestSubResource: "scale",
      userInfo: { username: "bob", uid: "7", groups: ["g"], extra: { k: ["v"] } },
      dryRun: true,
      options: { kind: "UpdateOptions" },
    };
    expect(requestView(request, form)).toMatchObject({
      subResource: "scale",
      requestSubResource: "scale",
      name: "web",
      namespace: "shop",
      userInfo: { username: "bob", uid: "7", groups: ["g"], extra: { k: ["v"] } },
      dryRun: true,
      options: { kind: "UpdateOptions" },
    });
  });

  it("tells as what the request was matched, and as what it was made", () => {
    const resource = { group: "autoscaling", version: "v2", resource: "horizontalpodautoscalers" };
    const kind = { group: "autoscaling", version: "v2", kind: "HorizontalPodAutoscaler" };
    expect(requestView(REQUEST, { resource, kind })).toMatchObject({
      resource,
      kind,
      requestResource: REQUEST.requestResource,
      requestKind: REQUEST.requestKind,
    });
  });
});
