/** Where each part of a pod comes from in the user's object, and where a change of it goes. */
import type { Path } from "./path.ts";

export interface Origin {
  /** Where it stands in the object. Absent: nowhere; it was made up. */
  readonly at?: Path;
  /** Where a change goes: `at` if undefined, nowhere if null. */
  readonly home?: Path | null;
  /** Of an object that was put together: undefined for a member that simply stands inside of `at`. */
  readonly member?: (key: string) => Origin | undefined;
  /** Of a list that was put together. */
  readonly item?: (index: number) => Origin | undefined;
  /** A text that the object holds in two fields: `repository` and `tag` inside of `at`. */
  readonly isImage?: true;
}

export const NOWHERE: Origin = {};

/** The origin of a member or element. */
export function innerOrigin(origin: Origin, token: string | number): Origin {
  const known = typeof token === "string" ? origin.member?.(token) : origin.item?.(token);
  if (known !== undefined) return known;
  if (origin.at === undefined || origin.isImage || (typeof token === "number" && origin.item !== undefined)) {
    return NOWHERE;
  }
  const at = [...origin.at, token];
  if (origin.home === undefined) return { at };
  return { at, home: origin.home === null ? null : [...origin.home, token] };
}

/** Where a change of it goes; undefined for nowhere. */
export function homeOf({ at, home }: Origin): Path | undefined {
  return home === undefined ? at : (home ?? undefined);
}

/** The place of what stands at the path in the pod; undefined where it has none. */
export function locateIn(origin: Origin, path: Path): Path | undefined {
  let place = origin;
  for (const [i, token] of path.entries()) {
    if (place.isImage) return place.at;
    if (place.member === undefined && place.item === undefined) {
      return place.at === undefined ? undefined : [...place.at, ...path.slice(i)];
    }
    place = innerOrigin(place, token);
  }
  return place.at;
}

/** Of an object whose members come from here and there. */
export function memberOrigins(entries: Iterable<readonly [string, Origin]>): Origin {
  const members = new Map(entries);
  return { member: (key) => members.get(key) };
}
