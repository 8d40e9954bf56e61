import type { JsonObject } from "../json/value.ts";
import { type AdmissionRequest, sameKind, sameResource } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";
import { requestView } from "./request-view.ts";

/** The variable `request` in each form that policies see one request in. Nearly always that is the requested one. */
export class RequestViews {
  readonly #request: AdmissionRequest;
  readonly #requested: ResourceForm;
  #view: JsonObject | undefined;

  constructor(request: AdmissionRequest) {
    this.#request = request;
    this.#requested = { resource: request.requestResource, kind: request.requestKind };
  }

  /** For validations, messages and audit annotations. */
  in(form: ResourceForm): JsonObject {
    const isRequested =
      sameResource(form.resource, this.#requested.resource) && sameKind(form.kind, this.#requested.kind);
    if (!isRequested) return requestView(this.#request, form);
    this.#view ??= requestView(this.#request, this.#requested);
    return this.#view;
  }

  /** For match conditions: the kind is that of the form, the resource always the requested one. */
  forConditions(form: ResourceForm): JsonObject {
    return this.in({ resource: this.#requested.resource, kind: form.kind });
  }
}
