/** Policies and their bindings, brought together. */
import type { Compiled } from "./compile-document.ts";
import type { Unbound } from "./compile-policy.ts";
import type { Entry } from "./entry.ts";
import type { Binding, CompiledPolicyBase, Profile, Snapshot } from "./model.ts";
import { revisionOf } from "./revision.ts";

type PolicyEntry = Entry & { readonly compiled: Extract<Compiled, { policy: unknown }> };
type BindingEntry = Entry & { readonly compiled: Extract<Compiled, { binding: unknown }> };

/**
 * All that is in force as one snapshot, sorted by name.
 * @param profile which AdmissionPolicies of a pack count
 */
export function snapshotOf(entries: readonly Entry[], profile: Profile): Snapshot {
  const bindings = Map.groupBy(entries.filter(isBinding), policyKey);
  const own = ownPolicies(entries, profile);
  const policies = entries.filter(isPolicy).map(({ compiled, source }) => {
    const bound = bindings.get(keyOf(compiled.kind, compiled.policy.name)) ?? [];
    return { compiled, more: { source, bindings: bound.map(({ compiled }) => compiled.binding).toSorted(byName) } };
  });
  return {
    workloadKinds: entries.flatMap(({ compiled }) => (compiled.kind === "WorkloadKind" ? [compiled.workload] : [])),
    revision: revisionOf([...entries.map(({ hash }) => hash), profile]),
    validating: policies
      .flatMap(({ compiled, more }) =>
        compiled.kind === "ValidatingAdmissionPolicy" ? [{ ...compiled.policy, ...more }] : [],
      )
      .concat(own.flatMap(({ validating, more }) => (validating === undefined ? [] : [{ ...validating, ...more }])))
      .toSorted(byName),
    mutating: policies
      .flatMap(({ compiled, more }) =>
        compiled.kind === "MutatingAdmissionPolicy" ? [{ ...compiled.policy, ...more }] : [],
      )
      .concat(own.flatMap(({ mutating, more }) => (mutating === undefined ? [] : [{ ...mutating, ...more }])))
      .toSorted(byName),
  };
}

/** AdmissionPolicies bind themselves. */
function ownPolicies(entries: readonly Entry[], profile: Profile) {
  return entries.flatMap(({ compiled, source }) => {
    if (compiled.kind !== "AdmissionPolicy") return [];
    const { extension, binding, validating, mutating } = compiled.own;
    const isInForce = extension.profile === undefined || extension.profile === "baseline" || profile === "restricted";
    return isInForce ? [{ validating, mutating, more: { source, bindings: [binding] } }] : [];
  });
}

/** Entries without effect: bindings whose policy is not there, and policies that nothing binds. */
export function idleEntries(entries: readonly Entry[]): ReadonlyMap<Entry, { field: string; message: string }> {
  const bound = new Set(entries.filter(isBinding).map(policyKey));
  const known = new Set(entries.filter(isPolicy).map(({ compiled }) => keyOf(compiled.kind, compiled.policy.name)));
  const idle = new Map<Entry, { field: string; message: string }>();
  for (const entry of entries) {
    if (isBinding(entry) && !known.has(policyKey(entry))) {
      const { policyName } = entry.compiled.binding;
      idle.set(entry, { field: "spec.policyName", message: `there is no ${policyKind(entry)} ${policyName}` });
    } else if (isPolicy(entry) && !bound.has(keyOf(entry.compiled.kind, entry.compiled.policy.name))) {
      idle.set(entry, {
        field: "metadata.name",
        message: `no ${entry.compiled.kind}Binding binds this policy: it has no effect`,
      });
    }
  }
  return idle;
}

function isBinding(entry: Entry): entry is BindingEntry {
  return "binding" in entry.compiled;
}

function isPolicy(entry: Entry): entry is PolicyEntry {
  return "policy" in entry.compiled;
}

/** The key of the policy that a binding names. */
function policyKey(entry: BindingEntry): string {
  return keyOf(policyKind(entry), entry.compiled.binding.policyName);
}

function policyKind({ compiled }: BindingEntry): string {
  return compiled.kind.slice(0, -"Binding".length);
}

function keyOf(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function byName(a: Binding | Unbound<CompiledPolicyBase>, b: Binding | Unbound<CompiledPolicyBase>): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
