/**
 * Whether mutating policies leave their own results alone. The API server may ask a webhook again about an object that it
 * has changed, so one that adds to its own result, or two that undo each other, give another object each time.
 */
import { diffJson } from "../json/diff.ts";
import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { CompiledMutatingPolicy, MatchResources } from "../policy/model.ts";
import { type Captured, type Clock, mutate } from "./admit.ts";
import type { Verdict } from "./verdict.ts";

export interface Instability {
  /** One policy that is not idempotent, or two that undo what the other does; in name order. */
  readonly policies: readonly [string] | readonly [string, string];
  readonly kind: string;
  /** A JSON pointer to what changes each time. */
  readonly path: string;
}

/** Trying has no deadline: it is bounded by the number of samples. */
const NEVER: Clock = { now: () => 0, deadline: 1 };

/**
 * Tries each policy on requests that it may match, then all together. At most one instability is told for each policy or
 * pair.
 * @param samples requests for a policy to be tried with
 * @param pause is awaited now and then: trying takes time that others may need
 */
export async function findInstabilities(
  { snapshot, view }: Captured,
  samples: (policy: CompiledMutatingPolicy) => readonly AdmissionRequest[],
  pause: () => Promise<void>,
): Promise<readonly Instability[]> {
  const policies = snapshot.mutating.filter(({ bindings }) => bindings.length > 0).map(once);
  const found: Instability[] = [];
  const unstable = new Set<string>();
  const requests = new Map<string, AdmissionRequest>();
  for (const policy of policies) {
    const alone = { view, snapshot: { ...snapshot, mutating: [everywhere(policy)] } };
    for (const request of samples(policy)) {
      requests.set(JSON.stringify(request.object, bigintText), request);
      const path = unstable.has(policy.name) ? undefined : await repeatedChange(request, alone);
      if (path === undefined) continue;
      unstable.add(policy.name);
      found.push({ policies: [policy.name], kind: request.kind.kind, path });
    }
    await pause();
  }
  const calm = policies.filter(({ name }) => !unstable.has(name));
  return [
    ...found,
    ...(await findFights({ view, snapshot: { ...snapshot, mutating: calm } }, [...requests.values()], pause)),
  ];
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Coming again in a second round would hide what a policy does to its own result. */
function once(policy: CompiledMutatingPolicy): CompiledMutatingPolicy {
  return { ...policy, reinvocationPolicy: "Never" };
}

const ALL = { matchLabels: {}, matchExpressions: [] };

/** The policy as it is where its selectors, and those of its bindings, select everything. */
function everywhere(policy: CompiledMutatingPolicy): CompiledMutatingPolicy {
  const open = (match: MatchResources): MatchResources => ({ ...match, namespaceSelector: ALL, objectSelector: ALL });
  const bindings = policy.bindings.map(({ matchResources: _anywhere, ...binding }) => binding);
  return { ...policy, matchConstraints: open(policy.matchConstraints), bindings };
}

/** Where the policies change their own result; undefined if they do not, or cannot do their work. */
async function repeatedChange(request: AdmissionRequest, captured: Captured): Promise<string | undefined> {
  const first = await changed(request, captured);
  if (first?.object === undefined) return undefined;
  const second = await changed({ ...request, object: first.object }, captured);
  return second === undefined ? undefined : (diffJson(first.object, second.object)[0]?.path ?? undefined);
}

interface Result extends Pick<Verdict, "changes"> {
  readonly object: JsonObject;
}

/** Undefined if nothing changes, or something is refused. */
async function changed(request: AdmissionRequest, captured: Captured): Promise<Result | undefined> {
  const { object, patch, changes = [] } = await mutate(request, captured, NEVER);
  return object === undefined || patch === undefined ? undefined : { object, changes };
}

/** Two policies fight if both still change the same place when all have done their work before. */
async function findFights(
  captured: Captured,
  requests: readonly AdmissionRequest[],
  pause: () => Promise<void>,
): Promise<readonly Instability[]> {
  const fights = new Map<string, Instability>();
  const there = { ...captured, view: inSelectedNamespace(captured) };
  for (const request of requests) {
    const first = await mutate(request, there, NEVER);
    await pause();
    if (first.object === undefined || first.patch === undefined) continue;
    const { changes = [] } = await mutate({ ...request, object: first.object }, there, NEVER);
    for (const [name, other, path] of sharedPlaces(changes)) {
      fights.set(`${name}/${other}`, { policies: [name, other], kind: request.kind.kind, path });
    }
  }
  return [...fights.values()];
}

/** A namespace with all labels that policies ask for; of those that exclude each other the first come first. */
function inSelectedNamespace({ snapshot, view }: Captured): Captured["view"] {
  const matches = snapshot.mutating.flatMap(({ matchConstraints, bindings }) => [
    matchConstraints,
    ...bindings.flatMap(({ matchResources = [] }) => matchResources),
  ]);
  const asked = matches.map(({ namespaceSelector }) => namespaceSelector.matchLabels);
  const labels: JsonObject = Object.assign({}, ...asked.toReversed());
  const namespace: JsonObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "sample", labels } };
  return { ...view, namespace: () => namespace };
}

/** Pairs of policies that changed one place, or one something within what the other changed. */
function sharedPlaces(changes: NonNullable<Verdict["changes"]>): (readonly [string, string, string])[] {
  return changes.flatMap((later, i) =>
    changes.slice(0, i).flatMap((earlier): (readonly [string, string, string])[] => {
      if (earlier.policy === later.policy) return [];
      const path = later.paths.find((place) =>
        earlier.paths.some((other) => isWithin(place, other) || isWithin(other, place)),
      );
      return path === undefined ? [] : [[earlier.policy, later.policy, path]];
    }),
  );
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}/`);
}
