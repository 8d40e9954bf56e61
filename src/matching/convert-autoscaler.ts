import { isObject, type Json, type JsonObject, member } from "../json/value.ts";

const V1_TARGET = "targetCPUUtilizationPercentage";
const V1_CURRENT = "currentCPUUtilizationPercentage";

/** Under which the API server keeps what v1 has no fields for: metrics, current-metrics, conditions, behavior. */
const ALPHA = "autoscaling.alpha.kubernetes.io/";

/**
 * A HorizontalPodAutoscaler of autoscaling/v1 as v2 has it: its CPU target is a metric like any other.
 * @returns undefined for one with fields of v2 in its annotations, which only the API server can take out
 */
export function autoscalerToV2(autoscaler: JsonObject): JsonObject | undefined {
  const annotations = member(member(autoscaler, "metadata"), "annotations");
  if (isObject(annotations) && Object.keys(annotations).some((key) => key.startsWith(ALPHA))) return undefined;
  const { [V1_TARGET]: target, ...spec } = part(autoscaler, "spec");
  const { [V1_CURRENT]: current, currentReplicas, ...status } = part(autoscaler, "status");
  return {
    ...autoscaler,
    spec: target === undefined ? spec : { ...spec, metrics: [cpuMetric({ target: utilization(target) })] },
    status: {
      ...status,
      ...(currentReplicas === undefined || currentReplicas === 0 ? {} : { currentReplicas }),
      currentMetrics: current === undefined ? null : [cpuMetric({ current: { averageUtilization: current } })],
    },
  };
}

function utilization(averageUtilization: Json): Json {
  return { type: "Utilization", averageUtilization };
}

function cpuMetric(resource: JsonObject): Json {
  return { type: "Resource", resource: { name: "cpu", ...resource } };
}

/** A HorizontalPodAutoscaler of autoscaling/v2 as v1 has it, with the CPU metric alone. */
export function autoscalerToV1(autoscaler: JsonObject): JsonObject {
  const { metrics, behavior: _behavior, ...spec } = part(autoscaler, "spec");
  const { currentMetrics, conditions: _conditions, ...status } = part(autoscaler, "status");
  const target = member(member(cpuOf(metrics), "target"), "averageUtilization");
  const current = member(member(cpuOf(currentMetrics), "current"), "averageUtilization");
  return {
    ...autoscaler,
    spec: { ...spec, ...(target === undefined ? {} : { [V1_TARGET]: target }) },
    status: { currentReplicas: 0, ...status, ...(current === undefined ? {} : { [V1_CURRENT]: current }) },
  };
}

/** The `resource` of the metric that is about the CPU. */
function cpuOf(metrics: Json | undefined): Json | undefined {
  if (!Array.isArray(metrics)) return undefined;
  return metrics
    .map((metric: Json) => member(metric, "resource"))
    .find((resource) => member(resource, "name") === "cpu");
}

function part(object: JsonObject, key: string): JsonObject {
  const value = member(object, key);
  return isObject(value) ? value : {};
}
