import { type FieldTree, fieldTree } from "./assemble.ts";
import { BUILT_IN_KINDS } from "./built-in-kinds.ts";
import { type Pattern, pattern } from "./pattern.ts";
import type { GroupVersionKind, PodBlock, WorkloadKind } from "./workload-kind.ts";

/** A block with its path and its fields taken apart. */
export interface ReadyBlock {
  readonly block: PodBlock;
  readonly path: Pattern;
  readonly fields: FieldTree;
}

/** What a policy over pods matches: what NamedRuleWithOperations of src/policy/model.ts says of a rule. */
export interface PodRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** All kinds known: built in and added. Immutable. */
export class WorkloadTable {
  static readonly BUILT_IN = new WorkloadTable(BUILT_IN_KINDS);

  /** The most important first. */
  readonly kinds: readonly WorkloadKind[];
  /**
   * What a policy over pods matches unless it says otherwise: one rule for each group, in the order of their names,
   * with every version. Pods also through their subresources, which know nothing but UPDATE.
   */
  readonly rules: readonly PodRule[];
  readonly #byName: ReadonlyMap<string, readonly WorkloadKind[]>;
  readonly #blocks: ReadonlyMap<WorkloadKind, readonly ReadyBlock[]>;

  private constructor(kinds: readonly WorkloadKind[]) {
    this.kinds = kinds;
    this.#byName = Map.groupBy(kinds, nameOf);
    this.#blocks = new Map(kinds.map((kind) => [kind, kind.pods.map(ready)]));
    this.rules = rulesFor(kinds);
  }

  /** The table with more kinds; those of the same group, version and kind count instead of the ones known. */
  with(kinds: readonly WorkloadKind[]): WorkloadTable {
    return new WorkloadTable([...kinds, ...this.kinds]);
  }

  /** A version that is not listed is read like those that are: a new version must not be a way around. */
  find(kind: GroupVersionKind): WorkloadKind | undefined {
    const known = this.#byName.get(nameOf(kind)) ?? [];
    return known.find(({ versions }) => versions === "any" || versions.includes(kind.version)) ?? known[0];
  }

  /** Where the pods of such an object are; nowhere if the kind is unknown. */
  blocksOf(kind: GroupVersionKind): readonly ReadyBlock[] {
    const known = this.find(kind);
    return known === undefined ? [] : (this.#blocks.get(known) ?? []);
  }
}

function nameOf({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${kind}.${group}`;
}

function ready(block: PodBlock): ReadyBlock {
  return { block, path: pattern(block.path), fields: fieldTree([...(block.fields ?? []), ...ownFields(block)]) };
}

/** The template or the spec itself, below the fields that are put on top of it. */
function ownFields({ shape, path }: PodBlock): PodBlock["fields"] & {} {
  if (shape === "template") return [{ pod: "", object: path }];
  return shape === "spec" ? [{ pod: "spec", object: path }] : [];
}

function rulesFor(kinds: readonly WorkloadKind[]): readonly PodRule[] {
  const groups = [...Map.groupBy(kinds, ({ group }) => group)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([group, inGroup]) => ({
    apiGroups: [group],
    apiVersions: ["*"],
    operations: ["CREATE", "UPDATE"],
    resources: [...new Set(inGroup.flatMap(resourcesOf))].sort(),
  }));
}

function resourcesOf({ resource, subresources = [] }: WorkloadKind): readonly string[] {
  return [resource, ...subresources.map((subresource) => `${resource}/${subresource}`)];
}
