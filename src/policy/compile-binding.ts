import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { subdomainFaults } from "../kube/names.ts";
import { checkBindingMatch, showTexts } from "./check-match.ts";
import { checkMetadata } from "./check-metadata.ts";
import { checkParamRef } from "./check-params.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, textOf, textsOf } from "./fields.ts";
import { matchResourcesOf, selectorOf } from "./match-resources.ts";
import type { Binding, ParamRef, ValidationAction } from "./model.ts";

const ACTIONS = ["Audit", "Deny", "Warn"];

/**
 * Checks a decoded binding as kube-apiserver does, and reads it.
 * @returns meaningful only if no errors were found
 */
export function compileBinding(document: JsonObject, mutating: boolean, errors: FieldErrors): Binding {
  const spec = objectOf(document, "spec") ?? {};
  checkMetadata(document, errors);
  checkPolicyName(textOf(spec, "policyName"), errors);
  const actions = mutating ? [] : textsOf(spec, "validationActions");
  const bound = { name: textOf(objectOf(document, "metadata") ?? {}, "name"), policyName: textOf(spec, "policyName") };
  const binding = { ...bound, ...compileReach(spec, mutating, errors) };
  if (!mutating) checkActions(actions, errors);
  return { ...binding, validationActions: actions as readonly ValidationAction[] };
}

/** Which params a policy is evaluated with, and for what. */
export function compileReach(
  spec: JsonObject,
  mutating: boolean,
  errors: FieldErrors,
): Pick<Binding, "paramRef" | "matchResources"> {
  checkParamRef(spec, errors);
  checkBindingMatch(spec, mutating, errors);
  const paramRef = objectOf(spec, "paramRef");
  const matchResources = objectOf(spec, "matchResources");
  return {
    ...(paramRef === undefined ? {} : { paramRef: paramRefOf(paramRef) }),
    ...(matchResources === undefined ? {} : { matchResources: matchResourcesOf(matchResources) }),
  };
}

function checkPolicyName(name: string, errors: FieldErrors): void {
  if (name === "") errors.required("spec.policyName");
  else for (const fault of subdomainFaults(name)) errors.invalid("spec.policyName", goQuote(name), fault);
}

export function checkActions(actions: readonly string[], errors: FieldErrors): void {
  const at = "spec.validationActions";
  actions.forEach((action, i) => {
    if (!ACTIONS.includes(action)) errors.notSupported(`${at}[${i}]`, goJsonString(action), ACTIONS);
    if (actions.indexOf(action) < i) errors.duplicate(`${at}[${i}]`, goJsonString(action));
  });
  if (actions.includes("Deny") && actions.includes("Warn")) {
    const fault =
      "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)";
    errors.invalid(at, showTexts(actions), fault);
  }
  if (actions.length === 0) errors.required(at, "at least one validation action is required");
}

function paramRefOf(paramRef: JsonObject): ParamRef {
  const name = textOf(paramRef, "name");
  const namespace = textOf(paramRef, "namespace");
  const selector = objectOf(paramRef, "selector");
  return {
    ...(name === "" ? {} : { name }),
    ...(namespace === "" ? {} : { namespace }),
    ...(selector === undefined ? {} : { selector: selectorOf(selector) }),
    parameterNotFoundAction: textOf(paramRef, "parameterNotFoundAction") === "Allow" ? "Allow" : "Deny",
  };
}
