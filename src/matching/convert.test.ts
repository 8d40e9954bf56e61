import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json/value.ts";
import { ConversionError, convert } from "./convert.ts";
import { parseApiVersion } from "./request.ts";

const kind = (apiVersion: string, name: string) => ({ ...parseApiVersion(apiVersion), kind: name });

const METADATA = { name: "x", namespace: "shop" };

/** As kube-apiserver 1.36 sends the same objects to webhooks for either version. */
const CORE_EVENT: JsonObject = {
  kind: "Event",
  apiVersion: "v1",
  metadata: METADATA,
  involvedObject: { kind: "Pod", namespace: "shop", name: "p" },
  reason: "Because",
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  type: "Normal",
  eventTime: "2024-05-06T07:08:09.000001Z",
  action: "Run",
  reportingComponent: "example.com/c",
  reportingInstance: "c-1",
};
const EVENTS_EVENT: JsonObject = {
  kind: "Event",
  apiVersion: "events.k8s.io/v1",
  metadata: METADATA,
  eventTime: "2024-05-06T07:08:09.000001Z",
  reportingController: "example.com/c",
  reportingInstance: "c-1",
  action: "Run",
  reason: "Because",
  regarding: { kind: "Pod", namespace: "shop", name: "p" },
  type: "Normal",
  deprecatedSource: {},
  deprecatedFirstTimestamp: null,
  deprecatedLastTimestamp: null,
};
const REFERENCE = { kind: "Deployment", name: "web", apiVersion: "apps/v1" };
const AUTOSCALER_V1: JsonObject = {
  kind: "HorizontalPodAutoscaler",
  apiVersion: "autoscaling/v1",
  metadata: METADATA,
  spec: { scaleTargetRef: REFERENCE, minReplicas: 2, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
  status: { currentReplicas: 0, desiredReplicas: 0 },
};
const AUTOSCALER_V2: JsonObject = {
  kind: "HorizontalPodAutoscaler",
  apiVersion: "autoscaling/v2",
  metadata: METADATA,
  spec: {
    scaleTargetRef: REFERENCE,
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  },
  status: { desiredReplicas: 0, currentMetrics: null },
};

describe("convert", () => {
  it.each<[from: JsonObject, to: JsonObject]>([
    [CORE_EVENT, EVENTS_EVENT],
    [EVENTS_EVENT, CORE_EVENT],
    [AUTOSCALER_V1, AUTOSCALER_V2],
    [AUTOSCALER_V2, AUTOSCALER_V1],
  ])("$apiVersion $kind", (object, expected) => {
    const [from, to] = [object, expected].map(({ apiVersion, kind: name }) => kind(String(apiVersion), String(name)));
    expect(convert(object, from!, to!, "built-in")).toEqual(expected);
  });

  const [v1beta1, v1] = [kind("example.com/v1beta1", "Widget"), kind("example.com/v1", "Widget")];

  it("renames the version of custom resources", () => {
    const widget = { apiVersion: "example.com/v1beta1", kind: "Widget", spec: { size: 1 } };
    const converted = convert(widget, v1beta1, v1, "none");
    expect(converted).toEqual({ apiVersion: "example.com/v1", kind: "Widget", spec: { size: 1 } });
  });

  it("keeps a key called __proto__", () => {
    const widget = JSON.parse('{"apiVersion":"example.com/v1beta1","__proto__":{"a":1}}') as JsonObject;
    expect(JSON.stringify(convert(widget, v1beta1, v1, "none"))).toContain('"__proto__":{"a":1}');
  });

  it("leaves alone what needs no conversion", () => {
    expect(convert(AUTOSCALER_V1, v1, v1, "webhook")).toBe(AUTOSCALER_V1);
    expect(convert(null, v1beta1, v1, "webhook")).toBeNull();
  });

  it.each([
    ["example.com/v1beta1", "Widget", "webhook"],
    ["networking.k8s.io/v1beta1", "Ingress", "built-in"],
    ["autoscaling/v2beta1", "HorizontalPodAutoscaler", "built-in"],
  ] as const)("does not guess %s %s", (apiVersion, name, conversion) => {
    const from = kind(apiVersion, name);
    const got = convert({}, from, { ...from, version: "v1" }, conversion);
    expect(got).toBeInstanceOf(ConversionError);
    expect((got as ConversionError).message).toContain(`failed to convert object version: ${apiVersion} ${name}`);
  });

  it("does not overlook metrics in annotations", () => {
    const annotations = { "autoscaling.alpha.kubernetes.io/metrics": "[]" };
    const [from, to] = ["v1", "v2"].map((version) => kind(`autoscaling/${version}`, "HorizontalPodAutoscaler"));
    const autoscaler = { ...AUTOSCALER_V1, metadata: { annotations } };
    expect(convert(autoscaler, from!, to!, "built-in")).toBeInstanceOf(ConversionError);
  });
});
