import type { JsonObject } from "../json/value.ts";
import { type AdmissionRequest, sameKind, sameResource } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";
import type { Inputs, Permissions, RequestObjects } from "../validation/inputs.ts";
import { requestView } from "../validation/request-view.ts";

/** What the expressions of mutating policies get to see of one request. */
export class MutationInputs {
  readonly #request: AdmissionRequest;
  readonly #permissions: Permissions;
  /** The variable `request`, which is nearly always the same for all policies. */
  #view: { readonly form: ResourceForm; readonly request: JsonObject } | undefined;
  #conditionView: { readonly form: ResourceForm; readonly request: JsonObject } | undefined;

  constructor(request: AdmissionRequest, permissions: Permissions) {
    this.#request = request;
    this.#permissions = permissions;
  }

  /** Match conditions see no namespace, and in `request` the requested resource, whatever it was matched as. */
  conditions({ form, oldObject }: RequestObjects, object: JsonObject, params: JsonObject | null): Inputs {
    const seen = { resource: this.#request.requestResource, kind: form.kind };
    this.#conditionView = this.#viewOf(seen, this.#conditionView);
    const { request } = this.#conditionView;
    return { object, oldObject, params, request, namespaceObject: null, ...this.#permissions };
  }

  /** Mutations see the whole namespace. */
  mutations(
    { form, oldObject, namespaceObject }: RequestObjects,
    object: JsonObject,
    params: JsonObject | null,
  ): Inputs {
    this.#view = this.#viewOf(form, this.#view);
    const { request } = this.#view;
    return { object, oldObject, params, request, namespaceObject, ...this.#permissions };
  }

  #viewOf(form: ResourceForm, known: { readonly form: ResourceForm; readonly request: JsonObject } | undefined) {
    if (
      known !== undefined &&
      sameKind(known.form.kind, form.kind) &&
      sameResource(known.form.resource, form.resource)
    ) {
      return known;
    }
    return { form, request: requestView(this.#request, form) };
  }
}
