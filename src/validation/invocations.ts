import type { JsonObject } from "../json/value.ts";
import { ConversionError, convert } from "../matching/convert.ts";
import { type Criteria, type MatchingView, match } from "../matching/match.ts";
import type { BindingCandidate, Candidate } from "../matching/policy-index.ts";
import { type AdmissionRequest, isNamespaceKind, sameKind, sameResource } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";
import type { Binding, CompiledPolicyBase } from "../policy/model.ts";
import type { RequestObjects } from "./inputs.ts";
import { collectParams, type ParamStore, ParamsError, type ParamsView, paramStore } from "./params.ts";

/** A policy to evaluate for a request, with one of its bindings and one param. */
export interface Invocation<P extends CompiledPolicyBase> {
  readonly policy: P;
  readonly binding: Binding;
  /** Null where the binding names none. */
  readonly param: JsonObject | null;
  /** The very same for all policies that see the request as it came. */
  readonly objects: RequestObjects;
}

/** An error before a policy can be evaluated: in the policy, or in the binding that is given. */
export interface ConfigurationFault<P extends CompiledPolicyBase> {
  readonly policy: P;
  readonly binding: Binding | undefined;
  readonly error: string;
}

export type InvocationView = MatchingView & ParamsView;

/** What is to be evaluated, in order: by policy, then by binding, then by param. */
export function* invocations<P extends CompiledPolicyBase>(
  candidates: readonly Candidate<P>[],
  request: AdmissionRequest,
  view: InvocationView,
): Generator<Invocation<P> | ConfigurationFault<P>> {
  const objects = new ObjectsOfRequest(request, view);
  for (const { policy, criteria, bindings } of candidates) {
    const prepared = preparePolicy(policy, criteria, request, view);
    if (prepared === undefined) continue;
    if (typeof prepared === "string") {
      yield { policy, binding: undefined, error: prepared };
      continue;
    }
    for (const candidate of bindings) {
      const { binding } = candidate;
      const bound = prepareBinding(candidate, prepared, objects, request, view);
      if (typeof bound === "string") yield { policy, binding, error: bound };
      else if (bound !== undefined) {
        for (const param of bound.params) yield { policy, binding, param, objects: bound.objects };
      }
    }
  }
}

interface PreparedPolicy {
  readonly form: ResourceForm;
  /** Of its params, if it has any. */
  readonly store: ParamStore | undefined;
}

/** @returns undefined if the policy does not match; the text of an error */
function preparePolicy(
  policy: CompiledPolicyBase,
  criteria: Criteria,
  request: AdmissionRequest,
  view: InvocationView,
): PreparedPolicy | string | undefined {
  const matched = match(criteria, request, view);
  if (matched.outcome === "mismatch") return undefined;
  if (matched.outcome === "error") return matched.message;
  const store = paramStore(policy.paramKind, view);
  return store instanceof ParamsError ? store.message : { form: matched.form, store };
}

interface PreparedBinding {
  readonly params: readonly (JsonObject | null)[];
  readonly objects: RequestObjects;
}

/** @returns undefined if the binding does not match or has no params; the text of an error */
function prepareBinding(
  { binding, criteria }: BindingCandidate,
  { form, store }: PreparedPolicy,
  objectsOfRequest: ObjectsOfRequest,
  request: AdmissionRequest,
  view: InvocationView,
): PreparedBinding | string | undefined {
  const matched = criteria === undefined ? undefined : match(criteria, request, view);
  if (matched?.outcome === "mismatch") return undefined;
  if (matched?.outcome === "error") return matched.message;
  const params = collectParams(store, binding.paramRef, request.namespace);
  if (params instanceof ParamsError) return params.message;
  if (params.length === 0) return undefined;
  const objects = objectsOfRequest.as(form);
  return typeof objects === "string" ? objects : { params, objects };
}

/** The objects of one request, converted where a policy is written for another version of them. */
class ObjectsOfRequest {
  readonly #request: AdmissionRequest;
  readonly #view: InvocationView;
  #asRequested: RequestObjects | string | undefined;

  constructor(request: AdmissionRequest, view: InvocationView) {
    this.#request = request;
    this.#view = view;
  }

  /** @returns the text of an error if they cannot be had in that form */
  as(form: ResourceForm): RequestObjects | string {
    const { requestKind, requestResource } = this.#request;
    if (!sameKind(form.kind, requestKind) || !sameResource(form.resource, requestResource)) return this.#convert(form);
    this.#asRequested ??= this.#convert(form);
    return this.#asRequested;
  }

  #convert(form: ResourceForm): RequestObjects | string {
    const { kind, requestResource, requestSubResource, object, oldObject, namespace } = this.#request;
    const needsConversion = !sameKind(kind, form.kind);
    const served = needsConversion ? this.#view.served(requestResource, requestSubResource) : undefined;
    const conversion = served?.conversion ?? "none";
    const converted = convert(object, kind, form.kind, conversion);
    if (converted instanceof ConversionError) return converted.message;
    const convertedOld = convert(oldObject, kind, form.kind, conversion);
    if (convertedOld instanceof ConversionError) return convertedOld.message;
    const namespaceObject = this.#namespace();
    if (namespaceObject === undefined) return `namespaces "${namespace}" not found`;
    return { form, object: converted, oldObject: convertedOld, namespaceObject };
  }

  /** @returns undefined if there should be one but is not */
  #namespace(): JsonObject | null | undefined {
    const { namespace, requestKind } = this.#request;
    return namespace === "" || isNamespaceKind(requestKind) ? null : this.#view.namespace(namespace);
  }
}
