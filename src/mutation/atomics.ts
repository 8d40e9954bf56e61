import type { Atom } from "./atom.ts";
import { type GoValue, isGoMap } from "./go-value.ts";

/**
 * The paths of all that a configuration would replace as a whole: `.spec.tolerations`. Only below fields that the schema
 * names, as kube-apiserver looks no further.
 */
export function atomicPaths(atom: Atom, value: GoValue): readonly string[] {
  const paths: string[] = [];
  collect(atom, value, [], paths);
  return paths;
}

/** @param place the way to the value, which is only written out where it is needed */
function collect({ map, list }: Atom, value: GoValue, place: (string | number)[], paths: string[]): void {
  if (isGoMap(value) && map !== undefined) {
    if (map.isAtomic) paths.push(shown(place));
    for (const key of Object.keys(value)) {
      const field = map.field(key);
      if (field === undefined) continue;
      place.push(key);
      collect(field, value[key] as GoValue, place, paths);
      place.pop();
    }
  } else if (Array.isArray(value) && list !== undefined) {
    if (!list.isAssociative) paths.push(shown(place));
    const element = list.element();
    for (let i = 0; i < value.length; i++) {
      place.push(i);
      collect(element, value[i] as GoValue, place, paths);
      place.pop();
    }
  }
}

function shown(place: readonly (string | number)[]): string {
  return place.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
}
