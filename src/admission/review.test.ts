import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json/value.ts";
import { decodeReview } from "./review.ts";

const REQUEST: JsonObject = {
  uid: "u-1",
  kind: { group: "apps", version: "v1", kind: "Deployment" },
  resource: { group: "apps", version: "v1", resource: "deployments" },
  operation: "CREATE",
  userInfo: { username: "alice", groups: ["team-a"], extra: { k: ["v"] } },
  object: { kind: "Deployment" },
};

const review = (request: Json, over: JsonObject = {}): Json => ({
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request,
  ...over,
});

function faults(value: Json): readonly string[] {
  const decoded = decodeReview(value);
  return decoded.ok ? [] : decoded.faults;
}

describe("decodeReview", () => {
  it("fills in what is absent", () => {
    const decoded = decodeReview(review(REQUEST));
    expect(decoded).toEqual({
      ok: true,
      request: {
        uid: "u-1",
        kind: REQUEST["kind"],
        resource: REQUEST["resource"],
        subResource: "",
        requestKind: REQUEST["kind"],
        requestResource: REQUEST["resource"],
        requestSubResource: "",
        name: "",
        namespace: "",
        operation: "CREATE",
        userInfo: { username: "alice", uid: "", groups: ["team-a"], extra: { k: ["v"] } },
        object: { kind: "Deployment" },
        oldObject: null,
        dryRun: false,
        options: null,
      },
    });
  });

  it("keeps apart what was asked for and what it was converted to", () => {
    const requestKind = { group: "extensions", version: "v1beta1", kind: "Deployment" };
    const requestResource = { group: "extensions", version: "v1beta1", resource: "deployments" };
    const decoded = decodeReview(review({ ...REQUEST, requestKind, requestResource }));
    expect(decoded).toMatchObject({ request: { requestKind, requestResource, kind: REQUEST["kind"] } });
  });

  it.each<[title: string, review: Json, faults: string[]]>([
    ["no object", [], ["the body is not a JSON object"]],
    [
      "another version",
      review(REQUEST, { apiVersion: "admission.k8s.io/v1beta1" }),
      ['apiVersion: must be "admission.k8s.io/v1", got "admission.k8s.io/v1beta1"'],
    ],
    [
      "something else altogether",
      { kind: "Pod" },
      [
        'apiVersion: must be "admission.k8s.io/v1", got nothing',
        'kind: must be "AdmissionReview", got "Pod"',
        "request: must be an object",
      ],
    ],
    ["no uid", review({ ...REQUEST, uid: "" }), ["request.uid: must be a string that is not empty"]],
    ["no kind", review({ ...REQUEST, kind: null }), ["request.kind: must be an object"]],
    [
      "a kind without a version",
      review({ ...REQUEST, kind: { kind: "Pod" } }),
      ["request.kind.version: must be a string that is not empty"],
    ],
    [
      "an unknown operation",
      review({ ...REQUEST, operation: "PATCH" }),
      ["request.operation: must be one of CREATE, UPDATE, DELETE, CONNECT"],
    ],
    [
      "several faults",
      review({ ...REQUEST, name: 1, dryRun: "no", object: "x", userInfo: { groups: "g", extra: { a: "b" } } }),
      [
        "request.name: must be a string",
        "request.userInfo.groups: must be a list of strings",
        "request.userInfo.extra: must be a list of strings",
        "request.object: must be an object or null",
        "request.dryRun: must be true or false",
      ],
    ],
  ])("refuses %s", (_title, value, expected) => {
    expect(faults(value)).toEqual(expected);
  });

  it("takes or refuses anything, and never fails", () => {
    const fields = ["uid", "kind", "resource", "requestKind", "operation", "userInfo", "object", "dryRun", "options"];
    const requests = fc.dictionary(fc.constantFrom(...fields, "__proto__", "constructor"), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), requests), (value) => {
        const decoded = decodeReview(review({ ...REQUEST, ...(value as JsonObject) }));
        expect(decoded.ok || decoded.faults.length > 0).toBe(true);
        expect(decodeReview(value as Json).ok).toBe(false);
      }),
    );
  });
});
