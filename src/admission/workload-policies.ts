/** What policies over pods match where they do not say: every kind of workload that is known. */
import type { CompiledPolicyBase, NamedRuleWithOperations, Snapshot } from "../policy/model.ts";
import { readWorkloadKind, WorkloadTable } from "../workloads/workloads.ts";

/** The kinds of workload that are known under a snapshot. */
export function workloadsOf(snapshot: Snapshot): WorkloadTable {
  const { workloadKinds } = snapshot;
  if (workloadKinds.length === 0) return WorkloadTable.BUILT_IN;
  let table = tables.get(workloadKinds);
  if (table === undefined) {
    table = WorkloadTable.BUILT_IN.with(workloadKinds.flatMap((document) => readWorkloadKind(document).kind ?? []));
    tables.set(workloadKinds, table);
  }
  return table;
}

/** By the documents of a snapshot. */
const tables = new WeakMap<Snapshot["workloadKinds"], WorkloadTable>();

/**
 * The policy with the rules that it does not have itself. Mutations are made when an object is created: many templates
 * cannot be changed later, and every pod comes by when it is made.
 */
export function withDefaultRules<P extends CompiledPolicyBase>(policy: P, snapshot: Snapshot, door: Door): P {
  const { extension, matchConstraints } = policy;
  if (extension?.pods !== true || matchConstraints.resourceRules.length > 0) return policy;
  const { rules } = workloadsOf(snapshot);
  const resourceRules = rules.flatMap((rule): NamedRuleWithOperations[] => {
    const operations =
      door === "validate" ? rule.operations : rule.operations.filter((operation) => operation === "CREATE");
    return operations.length === 0 ? [] : [{ ...rule, operations, resourceNames: [], scope: "*" }];
  });
  return { ...policy, matchConstraints: { ...matchConstraints, resourceRules } };
}

type Door = "validate" | "mutate";
