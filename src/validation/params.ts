import type { JsonObject } from "../json/value.ts";
import { labelsOf, matchesLabels, requirementsOf } from "../matching/label-selector.ts";
import { parseApiVersion } from "../matching/request.ts";
import type { ParamKind, ParamRef } from "../policy/model.ts";

/** The objects of one kind. */
export interface ParamStore {
  readonly namespaced: boolean;
  /** @param namespace empty for a cluster-scoped kind */
  get(namespace: string, name: string): JsonObject | undefined;
  /** In name order. @param namespace empty for a cluster-scoped kind */
  list(namespace: string): readonly JsonObject[];
  /** Those of all namespaces. */
  all(): readonly JsonObject[];
}

/** What policies can take as params. */
export interface ParamsView {
  /** Undefined if the cluster does not serve the kind. */
  params(kind: ParamKind): ParamStore | undefined;
}

/** The params of a policy or binding cannot be had. The texts are those of the API server. */
export class ParamsError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** The store of a policy's paramKind; undefined for a policy without one. */
export function paramStore(kind: ParamKind | undefined, view: ParamsView): ParamStore | ParamsError | undefined {
  if (kind === undefined) return undefined;
  const store = view.params(kind);
  if (store !== undefined) return store;
  const { group, version } = parseApiVersion(kind.apiVersion);
  return new ParamsError(`failed to find resource referenced by paramKind: '${group}/${version}, Kind=${kind.kind}'`);
}

const NO_PARAM: readonly null[] = [null];

/**
 * The params to evaluate a policy with, one after the other. Without paramKind or paramRef that is null, once.
 * @param namespace of the request, where params of a namespaced kind are looked up unless the reference names another
 */
export function collectParams(
  store: ParamStore | undefined,
  ref: ParamRef | undefined,
  namespace: string,
): readonly (JsonObject | null)[] | ParamsError {
  if (store === undefined || ref === undefined) return NO_PARAM;
  const place = placeOf(store, ref, namespace);
  if (place instanceof ParamsError) return place;
  const found = select(store, ref, place);
  if (found.length === 0 && ref.parameterNotFoundAction === "Deny") {
    return new ParamsError("no params found for policy binding with `Deny` parameterNotFoundAction");
  }
  return found;
}

function placeOf(store: ParamStore, ref: ParamRef, namespace: string): string | ParamsError {
  const named = ref.namespace ?? "";
  if (!store.namespaced) {
    if (named === "") return "";
    return new ParamsError("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
  }
  const place = named === "" ? namespace : named;
  if (place !== "") return place;
  return new ParamsError("cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
}

function select(store: ParamStore, ref: ParamRef, place: string): readonly JsonObject[] {
  if (ref.name !== undefined && ref.name !== "") {
    const param = store.get(place, ref.name);
    return param === undefined ? [] : [param];
  }
  const requirements = ref.selector === undefined ? [] : requirementsOf(ref.selector);
  return store.list(place).filter((param) => matchesLabels(requirements, labelsOf(param)));
}
