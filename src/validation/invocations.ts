import type { JsonObject } from "../json/value.ts";
import { ConversionError, convert } from "../matching/convert.ts";
import { type MatchingView, match } from "../matching/match.ts";
import type { Candidate } from "../matching/policy-index.ts";
import { type AdmissionRequest, isNamespaceKind, sameKind } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";
import type { Binding, CompiledPolicyBase } from "../policy/model.ts";
import { collectParams, type ParamStore, ParamsError, type ParamsView, paramStore } from "./params.ts";

/** A policy to evaluate for a request, with one of its bindings and one param. */
export interface Invocation<P extends CompiledPolicyBase> {
  readonly policy: P;
  readonly binding: Binding;
  /** Null where the binding names none. */
  readonly param: JsonObject | null;
  /** As which the policy sees the request. */
  readonly form: ResourceForm;
  /** In that form. */
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  /** Of a namespaced object that is no Namespace itself, else null. */
  readonly namespaceObject: JsonObject | null;
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
  for (const candidate of candidates) {
    const { policy } = candidate;
    const matched = match(candidate.criteria, request, view);
    if (matched.outcome === "mismatch") continue;
    const store = paramStore(policy.paramKind, view);
    if (matched.outcome === "error") yield { policy, binding: undefined, error: matched.message };
    else if (store instanceof ParamsError) yield { policy, binding: undefined, error: store.message };
    else yield* boundInvocations(candidate, matched.form, store, request, view);
  }
}

function* boundInvocations<P extends CompiledPolicyBase>(
  { policy, bindings }: Candidate<P>,
  form: ResourceForm,
  store: ParamStore | undefined,
  request: AdmissionRequest,
  view: InvocationView,
): Generator<Invocation<P> | ConfigurationFault<P>> {
  for (const { binding, criteria } of bindings) {
    const matched = criteria === undefined ? undefined : match(criteria, request, view);
    if (matched?.outcome === "mismatch") continue;
    const prepared = matched?.outcome === "error" ? matched.message : prepare(binding, form, store, request, view);
    if (typeof prepared === "string") yield { policy, binding, error: prepared };
    else for (const param of prepared.params) yield { policy, binding, param, form, ...prepared.objects };
  }
}

interface Prepared {
  readonly params: readonly (JsonObject | null)[];
  readonly objects: {
    readonly object: JsonObject | null;
    readonly oldObject: JsonObject | null;
    readonly namespaceObject: JsonObject | null;
  };
}

const NO_OBJECTS: Prepared["objects"] = { object: null, oldObject: null, namespaceObject: null };

/** @returns the text of an error if something cannot be had */
function prepare(
  binding: Binding,
  form: ResourceForm,
  store: ParamStore | undefined,
  request: AdmissionRequest,
  view: InvocationView,
): Prepared | string {
  const params = collectParams(store, binding.paramRef, request.namespace);
  if (params instanceof ParamsError) return params.message;
  if (params.length === 0) return { params, objects: NO_OBJECTS };
  const objects = objectsAs(form, request, view);
  if (objects instanceof ConversionError) return objects.message;
  const namespaceObject = namespaceOf(request, view);
  if (namespaceObject === undefined) return `namespaces "${request.namespace}" not found`;
  const { object, oldObject } = objects;
  return { params, objects: { object, oldObject, namespaceObject } };
}

function objectsAs(
  { kind }: ResourceForm,
  request: AdmissionRequest,
  view: InvocationView,
): Pick<Prepared["objects"], "object" | "oldObject"> | ConversionError {
  if (sameKind(request.kind, kind)) return request;
  const conversion = view.served(request.requestResource, request.requestSubResource)?.conversion ?? "none";
  const object = convert(request.object, request.kind, kind, conversion);
  if (object instanceof ConversionError) return object;
  const oldObject = convert(request.oldObject, request.kind, kind, conversion);
  return oldObject instanceof ConversionError ? oldObject : { object, oldObject };
}

/** @returns undefined if there should be one but is not */
function namespaceOf(request: AdmissionRequest, view: InvocationView): JsonObject | null | undefined {
  if (request.namespace === "" || isNamespaceKind(request.requestKind)) return null;
  return view.namespace(request.namespace);
}
