/** What the pack says to objects as their projects publish them: first the defaults, then the judgement, as in a cluster. */
import { mutate, validate } from "../../src/admission/admit.ts";
import { NO_AUTHORIZER } from "../../src/admission/authorizer.ts";
import type { Captured } from "../../src/admission/captured.ts";
import { memoryClusterView } from "../../src/admission/memory-cluster-view.ts";
import { requestOf } from "../../src/admission/run-example.ts";
import { type JsonObject, member } from "../../src/json/value.ts";
import type { PolicyExample } from "../../src/policy/examples.ts";
import type { Snapshot } from "../../src/policy/model.ts";
import { type Manifest, readManifests } from "./manifests.ts";

export interface LivabilityFinding {
  /** Under test/manifests. */
  readonly file: string;
  /** `RayCluster elastic` */
  readonly subject: string;
  readonly policy: string;
  /** `Deny`, `Warn`, `Audit`; `error` for a policy that fails. */
  readonly action: string;
  readonly message: string;
}

/** @param objects of the cluster, beside those of the manifest's own file: parameters */
export async function livabilityFindings(
  snapshot: Snapshot,
  objects: readonly JsonObject[],
): Promise<readonly LivabilityFinding[]> {
  const found: LivabilityFinding[] = [];
  for (const manifest of readManifests()) found.push(...(await findingsOf(manifest, snapshot, objects)));
  return found;
}

async function findingsOf(
  { file, objects: own }: Manifest,
  snapshot: Snapshot,
  objects: readonly JsonObject[],
): Promise<readonly LivabilityFinding[]> {
  const placed = own.map(inTeamNamespace);
  const captured: Captured = {
    snapshot,
    view: memoryClusterView([...objects.filter(isNoNamespace), ...placed], NO_AUTHORIZER),
  };
  const found: LivabilityFinding[] = [];
  for (const object of placed) {
    for (const { policy, actions, evaluation, message } of await judged(object, captured)) {
      const action = evaluation === "error" ? "error" : actions.join(" and ");
      found.push({ file, subject: `${object["kind"]} ${nameOf(object)}`, policy, action, message });
    }
  }
  return found;
}

async function judged(object: JsonObject, captured: Captured) {
  const clock = { now: () => 0, deadline: 1 };
  const request = requestOf(creationOf(object), object, captured.snapshot);
  const defaulted = await mutate(request, captured, clock);
  const { findings } = await validate({ ...request, object: defaulted.object ?? request.object }, captured, clock);
  return [...defaulted.findings, ...findings];
}

/** The namespaces of the policies' own examples are not those of the manifests. */
function isNoNamespace(object: JsonObject): boolean {
  return object["kind"] !== "Namespace";
}

const TEAM = "ml-team";

/** In a team's namespace, unless it says another. */
export function inTeamNamespace(object: JsonObject): JsonObject {
  const metadata = member(object, "metadata") as JsonObject;
  return { ...object, metadata: { namespace: TEAM, ...metadata } };
}

/** That the object is created in its namespace, by a user. */
export function creationOf(object: JsonObject): PolicyExample {
  const namespace = { metadata: { name: String(member(member(object, "metadata"), "namespace")), labels: {} } };
  return {
    name: "",
    expected: { kind: "good" },
    operation: "CREATE",
    subResource: "",
    object,
    oldObject: null,
    username: "alice",
    groups: ["system:authenticated"],
    extra: {},
    namespace,
    objects: [],
  };
}

function nameOf(object: JsonObject): string {
  const metadata = member(object, "metadata");
  return String(member(metadata, "name") ?? member(metadata, "generateName"));
}
