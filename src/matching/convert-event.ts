import type { Json, JsonObject } from "../json/value.ts";

/** Fields that core/v1 and events.k8s.io/v1 name differently. */
const NAMES: readonly (readonly [core: string, events: string])[] = [
  ["involvedObject", "regarding"],
  ["message", "note"],
  ["source", "deprecatedSource"],
  ["firstTimestamp", "deprecatedFirstTimestamp"],
  ["lastTimestamp", "deprecatedLastTimestamp"],
  ["count", "deprecatedCount"],
  ["reportingComponent", "reportingController"],
];

const TO_EVENTS: ReadonlyMap<string, string> = new Map(NAMES);
const TO_CORE: ReadonlyMap<string, string> = new Map(NAMES.map(([core, events]) => [events, core]));

/** A core event as events.k8s.io has it, where an empty reporter is left out. */
export function coreEventToEvents(event: JsonObject): JsonObject {
  const renamed = rename(event, TO_EVENTS);
  return Object.fromEntries(
    Object.entries({ eventTime: null, ...renamed }).filter(
      ([field, value]) => value !== "" || (field !== "reportingController" && field !== "reportingInstance"),
    ),
  );
}

/** An event of events.k8s.io as core has it, where the reporter is always there. */
export function eventsToCoreEvent(event: JsonObject): JsonObject {
  return { reportingComponent: "", reportingInstance: "", ...rename(event, TO_CORE) };
}

function rename(object: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]): [string, Json] => [names.get(key) ?? key, value]),
  );
}
