/** The recorded cases as material: real pods and pod templates, and reviews of them as the API server sends them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json, type JsonObject, member } from "../../src/json/value.ts";

const FOLDER = join(import.meta.dirname, "../conformance/data");
const COUNT = 64;

/** 64 reviews that create pods, no two pods alike, in an order that mixes large and small. */
export function recordedPodReviews(): readonly JsonObject[] {
  const reviews = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap(readReviews);
  const podReview = reviews.find((review) => isPodCreation(review));
  const pods = new Map<string, JsonObject>();
  for (const review of reviews) {
    for (const pod of podsIn(member(member(review, "request"), "object"))) pods.set(JSON.stringify(pod["spec"]), pod);
  }
  const largest = [...pods.keys()]
    .sort((a, b) => b.length - a.length)
    .slice(0, COUNT)
    .sort();
  if (podReview === undefined || largest.length < COUNT) throw new Error("too few pods are recorded");
  return largest.map((spec) => ({
    ...podReview,
    request: { ...(podReview["request"] as JsonObject), object: pods.get(spec) ?? null },
  }));
}

function readReviews(file: string): Json[] {
  const lines = readFileSync(join(FOLDER, file), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => member(JSON.parse(line), "review")).filter((review) => review !== undefined);
}

function isPodCreation(review: Json): review is JsonObject {
  const request = member(review, "request");
  return (
    member(request, "operation") === "CREATE" &&
    member(member(request, "kind"), "kind") === "Pod" &&
    member(request, "subResource") === undefined
  );
}

/** Pods and pod templates anywhere in an object. */
function podsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(podsIn);
  if (!isObject(value)) return [];
  const containers = member(value["spec"], "containers");
  const own = Array.isArray(containers) && containers.length > 0 ? [asPod(value)] : [];
  return [...own, ...Object.values(value).flatMap(podsIn)];
}

function asPod(template: JsonObject): JsonObject {
  const metadata = isObject(template["metadata"]) ? template["metadata"] : {};
  return { apiVersion: "v1", kind: "Pod", ...template, metadata: { name: "pod-0", ...metadata } };
}
