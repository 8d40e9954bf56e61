import type { Value } from "../cel/values.ts";
import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";
import { namespaceView } from "./namespace-view.ts";
import { requestView } from "./request-view.ts";

/** What expressions refer to, but for `variables`. */
export interface Inputs {
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  /** Null where the binding names none. */
  readonly params: JsonObject | null;
  readonly request: JsonObject;
  readonly namespaceObject: JsonObject | null;
  /** Undefined where expressions may not ask for permissions; the same for `requestResource`. */
  readonly authorizer: Value | undefined;
  readonly requestResource: Value | undefined;
  /** Of an AdmissionPolicy: the values of the slots that the in-tree kinds do not have, in the order of the slots. */
  readonly extension?: ExtensionValues;
}

export type ExtensionValues = readonly (Value | undefined)[];

/** What each kind of expression of a policy gets to see. */
export interface PolicyInputs {
  readonly conditions: Inputs;
  readonly validations: Inputs;
  readonly messages: Inputs;
  readonly annotations: Inputs;
}

/** The objects of a request in the form that a policy sees them in. */
export interface RequestObjects {
  readonly form: ResourceForm;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  /** The whole namespace of a namespaced object that is no Namespace itself, else null. */
  readonly namespaceObject: JsonObject | null;
}

export interface Permissions {
  readonly authorizer: Value | undefined;
  readonly requestResource: Value | undefined;
}

const NO_PERMISSIONS: Permissions = { authorizer: undefined, requestResource: undefined };

/** What each kind of expression of a validating policy gets to see: made once, and only what is asked for. */
export class ValidationInputs implements PolicyInputs {
  readonly #request: AdmissionRequest;
  readonly #objects: RequestObjects;
  readonly #params: JsonObject | null;
  readonly #permissions: Permissions;
  #conditions: Inputs | undefined;
  #validations: Inputs | undefined;
  #messages: Inputs | undefined;
  #annotations: Inputs | undefined;

  constructor(
    request: AdmissionRequest,
    objects: RequestObjects,
    params: JsonObject | null,
    permissions: Permissions = NO_PERMISSIONS,
  ) {
    this.#request = request;
    this.#objects = objects;
    this.#params = params;
    this.#permissions = permissions;
  }

  /** Match conditions see no namespace, and in `request` the requested resource, whatever it was matched as. */
  get conditions(): Inputs {
    this.#conditions ??= this.#forConditions();
    return this.#conditions;
  }

  get validations(): Inputs {
    this.#validations ??= this.#forValidations();
    return this.#validations;
  }

  /** As validations, but without permissions. */
  get messages(): Inputs {
    this.#messages ??= { ...this.validations, ...NO_PERMISSIONS };
    return this.#messages;
  }

  /** Without permissions, and with the whole namespace. */
  get annotations(): Inputs {
    this.#annotations ??= { ...this.messages, namespaceObject: this.#objects.namespaceObject };
    return this.#annotations;
  }

  #forConditions(): Inputs {
    const form = { resource: this.#request.requestResource, kind: this.#objects.form.kind };
    return this.#inputs(requestView(this.#request, form), null, this.#permissions);
  }

  #forValidations(): Inputs {
    const { form, namespaceObject } = this.#objects;
    const view = namespaceObject === null ? null : namespaceView(namespaceObject);
    return this.#inputs(requestView(this.#request, form), view, this.#permissions);
  }

  #inputs(request: JsonObject, namespaceObject: JsonObject | null, permissions: Permissions): Inputs {
    const { object, oldObject } = this.#objects;
    return { object, oldObject, params: this.#params, request, namespaceObject, ...permissions };
  }
}

/** What an AdmissionPolicy gets to see: its match conditions see the namespace, too. */
export class ExtendedInputs implements PolicyInputs {
  readonly validations: Inputs;
  readonly #base: PolicyInputs;
  readonly #extension: ExtensionValues;

  constructor(base: PolicyInputs, extension: ExtensionValues) {
    this.#base = base;
    this.#extension = extension;
    this.validations = { ...base.validations, extension };
  }

  get conditions(): Inputs {
    return this.validations;
  }

  get messages(): Inputs {
    return { ...this.#base.messages, extension: this.#extension };
  }

  get annotations(): Inputs {
    return { ...this.#base.annotations, extension: this.#extension };
  }
}
