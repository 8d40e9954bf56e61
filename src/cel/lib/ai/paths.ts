/** Paths in objects as people write them: `spec.containers[0].image`, `metadata.labels['app.kubernetes.io/name']`. */

export type PathSegment = string | number;

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Keys that are no plain names are quoted. */
export function formatPath(path: readonly PathSegment[]): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!PLAIN_KEY.test(segment)) text += `['${segment.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

/** A quoted key, an index, or what stands before the next dot or bracket. */
const SEGMENT = /\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d{1,15}))\]|([^.[]+)|(.)/gsu;

/** The inverse of `formatPath`. Text in other forms becomes keys as it stands: no text is refused. */
export function parsePath(text: string): readonly PathSegment[] {
  const path: PathSegment[] = [];
  for (const [, single, double, index, key, other] of text.matchAll(SEGMENT)) {
    const quoted = single ?? double;
    if (quoted !== undefined) path.push(quoted.replaceAll(/\\(.)/gsu, "$1"));
    else if (index !== undefined) path.push(Number(index));
    else if (key !== undefined) path.push(key);
    else if (other !== undefined && other !== ".") path.push(other);
  }
  return path;
}
