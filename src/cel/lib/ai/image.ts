/**
 * The parts of image references, by the grammar that the kubelet reads them with (distribution/reference):
 * `[registry[:port]/]repository[:tag][@digest]`.
 */

/** What `image(ref)` gives. All texts are empty where the reference is not valid. */
export type Image = {
  readonly valid: boolean;
  /** `docker.io` where there is none; with its port, in lower case. */
  readonly registry: string;
  /** `library/x` for a single name of `docker.io`. */
  readonly repository: string;
  /** Empty where there is none: never `latest` by default. */
  readonly tag: string;
  readonly digest: string;
  /** Registry and repository. */
  readonly name: string;
};

const INVALID: Image = { valid: false, registry: "", repository: "", tag: "", digest: "", name: "" };

/** UTF-16 units. No registry takes more. */
const MAX_LENGTH = 4096;
const MAX_REPOSITORY = 255;

const DEFAULT_REGISTRY = "docker.io";
const LEGACY_REGISTRY = "index.docker.io";

const REGISTRY =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[a-f0-9:]+\])(?::[0-9]+)?$/;
const REPOSITORY_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
/** Reserved for the ids of images. */
const IMAGE_ID = /^[a-f0-9]{64}$/;

export function image(reference: string): Image {
  if (reference.length > MAX_LENGTH || IMAGE_ID.test(reference)) return INVALID;
  const [tagged, digest] = splitAt(reference, reference.indexOf("@"));
  const [name, tag] = splitAt(tagged, tagStart(tagged));
  const { registry, repository } = splitName(name);
  const isValid =
    REGISTRY.test(registry) &&
    isRepository(repository) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!isValid) return INVALID;
  return { valid: true, registry, repository, tag: tag ?? "", digest: digest ?? "", name: `${registry}/${repository}` };
}

/** What stands before and after a separator; only the whole text where there is none. */
function splitAt(text: string, separator: number): readonly [before: string, after: string | undefined] {
  return separator < 0 ? [text, undefined] : [text.slice(0, separator), text.slice(separator + 1)];
}

/** The colon of a tag stands behind the last slash; another one belongs to a port. */
function tagStart(text: string): number {
  const colon = text.lastIndexOf(":");
  return colon > text.lastIndexOf("/") ? colon : -1;
}

interface Name {
  readonly registry: string;
  readonly repository: string;
}

function splitName(name: string): Name {
  const [first, rest] = splitAt(name, name.indexOf("/"));
  if (rest === undefined || !isRegistry(first)) return dockerName(name);
  const registry = first.toLowerCase();
  if (registry === DEFAULT_REGISTRY || registry === LEGACY_REGISTRY) return dockerName(rest);
  return { registry, repository: rest };
}

function dockerName(repository: string): Name {
  return { registry: DEFAULT_REGISTRY, repository: repository.includes("/") ? repository : `library/${repository}` };
}

/** Whether the first part of a name is a host: no repository has a capital letter. */
function isRegistry(first: string): boolean {
  return /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
}

function isRepository(repository: string): boolean {
  return repository.length <= MAX_REPOSITORY && repository.split("/").every((part) => REPOSITORY_PART.test(part));
}
