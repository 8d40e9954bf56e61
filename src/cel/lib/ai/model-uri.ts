/** References to models: URIs, names of Hugging Face, OCI references, paths. */
import { image } from "./image.ts";

/** What `models(object)` gives, for each reference. */
export type Model = {
  /** The reference as it is written. */
  readonly uri: string;
  /** `gs`, `s3`, `pvc`, `hf`, `oci`, `https`, `file`, `image` for image volumes, ...; empty for a bare name. */
  readonly scheme: string;
  /** What follows the scheme. Of `hf` without the revision; of `oci` and `image` what `image(ref)` takes. */
  readonly source: string;
  /** A commit, branch, tag or digest; empty where there is none. */
  readonly revision: string;
  /** Where the reference stands in the user's own object. */
  readonly path: string;
};

type Parts = Pick<Model, "scheme" | "source" | "revision">;

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]{0,31}):\/\//;

/** @param revision what is said beside the reference: `--revision` */
export function modelOf(uri: string, path: string, revision = ""): Model {
  const parts = partsOf(uri);
  return { uri, ...parts, revision: parts.revision || revision, path };
}

/** The reference of an image volume. */
export function imageModel(reference: string, path: string): Model {
  return { uri: reference, scheme: "image", source: reference, revision: imageRevision(reference), path };
}

/** A name of a model hub. */
export function hubModel(name: string, path: string, revision: string): Model {
  return { ...modelOf(`hf://${name}`, path, revision), uri: name };
}

function partsOf(uri: string): Parts {
  const scheme = SCHEME.exec(uri)?.[1];
  if (scheme === undefined) return { scheme: /^(?:\.{0,2}\/|~)/.test(uri) ? "file" : "", source: uri, revision: "" };
  const source = uri.slice(scheme.length + 3);
  // How the image is mounted: `oci+native`, `oci+fetch`.
  const name = scheme.toLowerCase().replace(/^oci\+.*$/, "oci");
  if (name === "oci") return { scheme: name, source, revision: imageRevision(source) };
  return name === "hf" ? { scheme: name, ...hubParts(source) } : { scheme: name, source, revision: "" };
}

/** `org/name:revision`, or with an @. */
function hubParts(source: string): Omit<Parts, "scheme"> {
  const separator = source.search(/[:@]/);
  if (separator < 0) return { source, revision: "" };
  return { source: source.slice(0, separator), revision: source.slice(separator + 1) };
}

function imageRevision(reference: string): string {
  const { digest, tag } = image(reference);
  return digest || tag;
}
