/** The kinds in words, for the documentation. */
import { type Count, UNBOUNDED } from "../../src/workloads/count.ts";
import type { PodBlock, WorkloadKind } from "../../src/workloads/workload-kind.ts";

/** A table in Markdown: group and versions, kinds, and each place of pods with their number. */
export function kindTable(kinds: readonly WorkloadKind[]): string {
  const alike = Map.groupBy(kinds, ({ group, versions, pods }) => JSON.stringify([group, versions, pods]));
  const rows = [...alike.values()].flatMap(rowsOf);
  return ["| group, versions | kinds | pods | shape | replicas |", "| --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

/** Of kinds that differ in nothing but their names. */
function rowsOf(kinds: readonly WorkloadKind[]): readonly string[] {
  const [first] = kinds;
  const names = kinds.map(({ kind }) => kind).join(", ");
  return (first?.pods ?? []).map((block, i) => {
    const name = i === 0 && first !== undefined ? [groupOf(first), names] : ["", ""];
    return `| ${[...name, place(block), block.shape, block.shape === "opaque" ? "" : showCount(block)].join(" | ")} |`;
  });
}

function groupOf({ group, versions }: WorkloadKind): string {
  return `${group === "" ? "core" : group} ${versions === "any" ? "any" : versions.join(", ")}`;
}

function place({ path, prefixes }: PodBlock): string {
  const keys = prefixes === undefined ? "" : `, keys from ${prefixes.map((prefix) => `\`${prefix}\``).join(" ")}`;
  return `${path === "" ? "itself" : `\`${path}\``}${keys}`;
}

function showCount({ replicas = 1 }: PodBlock): string {
  const text = show(replicas);
  return text === "1" || text === "0" ? text : `\`${text}\``;
}

/** A formula: `min(spec.parallelism ?? 1, spec.completions)`. */
function show(count: Count): string {
  if (count === UNBOUNDED) return "unbounded";
  if (typeof count === "number") return String(count);
  if (typeof count === "string") return count;
  if ("text" in count) return count.text;
  if ("nonZero" in count) return show(count.nonZero);
  if ("first" in count) return count.first.map(show).join(" ?? ");
  if ("min" in count) return call("min", count.min);
  if ("max" in count) return call("max", count.max);
  if ("product" in count)
    return count.product
      .filter((factor) => factor !== 1)
      .map(inBrackets)
      .join(" * ");
  if ("sum" in count) return count.sum.map(inBrackets).join(" + ").replace(" + -", " - ");
  if ("quotient" in count) return `ceil(${count.quotient.map(inBrackets).join(" / ")})`;
  if ("anywhere" in count) return `any of ${count.anywhere.join(", ")} ? ${show(count.use)} : ${show(count.else)}`;
  const condition = count.is === undefined ? count.if : `${count.if} in [${count.is.join(", ")}]`;
  return `${condition} ? ${show(count.use)} : ${inBrackets(count.else)}`;
}

function call(name: string, counts: readonly Count[]): string {
  return `${name}(${counts.map(show).join(", ")})`;
}

function inBrackets(count: Count): string {
  const text = show(count);
  return / [?+*:-] | \?\? /.test(text) && !/^\w+\([^()]*\)$/.test(text) ? `(${text})` : text;
}
