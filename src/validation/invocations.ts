import type { JsonObject } from "../json/value.ts";
import { ConversionError, convert } from "../matching/convert.ts";
import {
  type Criteria,
  type Match,
  type MatchError,
  type MatchingView,
  type Mismatch,
  match,
  requestedForm,
} from "../matching/match.ts";
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
export function invocations<P extends CompiledPolicyBase>(
  candidates: readonly Candidate<P>[],
  request: AdmissionRequest,
  view: InvocationView,
): readonly (Invocation<P> | ConfigurationFault<P>)[] {
  const finder = new Finder<P>(request, view);
  for (const candidate of candidates) finder.findFor(candidate);
  return finder.found;
}

class Finder<P extends CompiledPolicyBase> {
  readonly found: (Invocation<P> | ConfigurationFault<P>)[] = [];
  readonly #request: AdmissionRequest;
  readonly #view: InvocationView;
  readonly #objects: ObjectsOfRequest;
  readonly #asRequested: Match;

  constructor(request: AdmissionRequest, view: InvocationView) {
    this.#request = request;
    this.#view = view;
    this.#objects = new ObjectsOfRequest(request, view);
    this.#asRequested = { outcome: "match", form: requestedForm(request) };
  }

  findFor(candidate: Candidate<P>): void {
    const error = this.#find(candidate);
    if (error !== undefined) this.found.push({ policy: candidate.policy, binding: undefined, error });
  }

  /** @returns the text of an error in the policy */
  #find({ policy, criteria, bindings }: Candidate<P>): string | undefined {
    const matched = this.#match(criteria);
    if (matched.outcome === "mismatch") return undefined;
    if (matched.outcome === "error") return matched.message;
    const store = paramStore(policy.paramKind, this.#view);
    if (store instanceof ParamsError) return store.message;
    for (const candidate of bindings) {
      const error = this.#bind(policy, candidate, matched.form, store);
      if (error !== undefined) this.found.push({ policy, binding: candidate.binding, error });
    }
    return undefined;
  }

  /**
   * @param store of the policy's params, if it has any
   * @returns the text of an error in the binding
   */
  #bind(
    policy: P,
    { binding, criteria }: BindingCandidate,
    form: ResourceForm,
    store: ParamStore | undefined,
  ): string | undefined {
    const matched = this.#match(criteria);
    if (matched.outcome === "mismatch") return undefined;
    if (matched.outcome === "error") return matched.message;
    const params = collectParams(store, binding.paramRef, this.#request.namespace);
    if (params instanceof ParamsError) return params.message;
    if (params.length === 0) return undefined;
    const objects = this.#objects.as(form);
    if (typeof objects === "string") return objects;
    for (const param of params) this.found.push({ policy, binding, param, objects });
    return undefined;
  }

  #match(criteria: Criteria | undefined): Match | Mismatch | MatchError {
    return criteria === undefined ? this.#asRequested : match(criteria, this.#request, this.#view);
  }
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
