import type { Atom } from "./atom.ts";
import { type GoValue, isGoMap } from "./go-value.ts";

/**
 * The paths of all that a configuration would replace as a whole: `.spec.tolerations`. Only below fields that the schema
 * names, as kube-apiserver looks no further.
 */
export function atomicPaths(atom: Atom, value: GoValue, path = ""): readonly string[] {
  const { map, list } = atom;
  if (isGoMap(value) && map !== undefined) {
    const own = map.isAtomic ? [path] : [];
    const inner = Object.entries(value).flatMap(([key, item]) => {
      const field = map.field(key);
      return field === undefined ? [] : atomicPaths(field, item, `${path}.${key}`);
    });
    return [...own, ...inner];
  }
  if (Array.isArray(value) && list !== undefined) {
    const own = list.isAssociative ? [] : [path];
    return [...own, ...value.flatMap((item: GoValue, i) => atomicPaths(list.element(), item, `${path}[${i}]`))];
  }
  return [];
}
