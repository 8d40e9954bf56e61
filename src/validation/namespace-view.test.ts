import { describe, expect, it } from "vitest";
import { namespaceView } from "./namespace-view.ts";

describe("namespaceView", () => {
  it("has what Kubernetes declares and nothing else", () => {
    const metadata = { name: "shop", uid: "u", labels: { env: "prod" }, finalizers: ["f"], generation: 2 };
    const namespace = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { ...metadata, ownerReferences: [{ name: "o" }], managedFields: [{ manager: "m" }] },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
      extra: 1,
    };
    const view = namespaceView(namespace);
    expect(view).toEqual({ metadata, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } });
    expect(namespaceView(namespace)).toBe(view);
  });

  it("is whole where the namespace is not", () => {
    expect(namespaceView({ metadata: null })).toEqual({ metadata: {}, spec: {}, status: {} });
  });
});
