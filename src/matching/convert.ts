import type { JsonObject } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";
import { autoscalerToV1, autoscalerToV2 } from "./convert-autoscaler.ts";
import { coreEventToEvents, eventsToCoreEvent } from "./convert-event.ts";
import { apiVersionOf, sameKind } from "./request.ts";
import type { ServedResource } from "./served-resource.ts";

/** The object cannot be had in the form that a policy is written for. */
export class ConversionError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Undefined for an object that it cannot convert. */
type Converter = (object: JsonObject) => JsonObject | undefined;

/** Conversions between built-in forms that differ in more than their version. */
const CONVERTERS: ReadonlyMap<string, Converter> = new Map<string, Converter>([
  ["v1 Event to events.k8s.io/v1", coreEventToEvents],
  ["events.k8s.io/v1 Event to v1", eventsToCoreEvent],
  ["autoscaling/v1 HorizontalPodAutoscaler to autoscaling/v2", autoscalerToV2],
  ["autoscaling/v2 HorizontalPodAutoscaler to autoscaling/v1", autoscalerToV1],
]);

/** Forms of older clusters that share too little with the others to be renamed. */
const OTHERWISE_INCONVERTIBLE: ReadonlySet<string> = new Set([
  "extensions/v1beta1 Ingress",
  "networking.k8s.io/v1beta1 Ingress",
  "autoscaling/v1 HorizontalPodAutoscaler",
  "autoscaling/v2beta1 HorizontalPodAutoscaler",
]);

/**
 * The object in another form, as the API server would convert it. Reviews usually come converted already
 * (`matchPolicy: Equivalent` of the webhook); this is for webhooks that take every version.
 */
export function convert(
  object: JsonObject | null,
  from: GroupVersionKind,
  to: GroupVersionKind,
  conversion: ServedResource["conversion"],
): JsonObject | null | ConversionError {
  if (object === null || sameKind(from, to)) return object;
  if (conversion === "webhook") return inconvertible(from, to, "its definition leaves that to a conversion webhook");
  const apiVersion = apiVersionOf(to);
  const converter = CONVERTERS.get(`${named(from)} to ${apiVersion}`);
  if (converter !== undefined) {
    const converted = converter(object);
    return converted === undefined
      ? inconvertible(from, to, "it keeps fields of the other version in annotations")
      : { ...converted, apiVersion, kind: to.kind };
  }
  if (OTHERWISE_INCONVERTIBLE.has(named(from)) || OTHERWISE_INCONVERTIBLE.has(named(to))) {
    return inconvertible(from, to, "the two have different fields");
  }
  return { ...object, apiVersion, kind: to.kind };
}

function named(kind: GroupVersionKind): string {
  return `${apiVersionOf(kind)} ${kind.kind}`;
}

function inconvertible(from: GroupVersionKind, to: GroupVersionKind, why: string): ConversionError {
  return new ConversionError(
    `failed to convert object version: ${named(from)} cannot become ${apiVersionOf(to)} here: ${why}`,
  );
}
