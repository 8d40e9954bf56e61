/** The rules of `paramKind` and `paramRef` (pkg/apis/admissionregistration/validation). */
import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { dns1035LabelFaults, pathSegmentFaults, subdomainFaults } from "../kube/names.ts";
import { checkSelector } from "./check-selector.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, textOf } from "./fields.ts";

export function checkParamKind(spec: JsonObject, errors: FieldErrors): void {
  const paramKind = objectOf(spec, "paramKind");
  if (paramKind !== undefined) checkKind(paramKind, "spec.paramKind", errors);
}

/** An `apiVersion` and a `kind`. */
export function checkKind(object: JsonObject, at: string, errors: FieldErrors): void {
  checkApiVersion(textOf(object, "apiVersion"), `${at}.apiVersion`, errors);
  const kind = textOf(object, "kind");
  if (kind === "") {
    errors.required(`${at}.kind`);
    return;
  }
  const faults = dns1035LabelFaults(kind.toLowerCase());
  if (faults.length === 0) return;
  const detail = `may have mixed case, but should otherwise match: ${faults.join(",")}`;
  errors.invalid(`${at}.kind`, goQuote(kind), detail);
}

function checkApiVersion(apiVersion: string, at: string, errors: FieldErrors): void {
  if (apiVersion === "") {
    errors.required(at);
    return;
  }
  const parts = apiVersion === "/" ? [""] : apiVersion.split("/");
  if (parts.length > 2) {
    errors.invalid(at, goQuote(apiVersion), `unexpected GroupVersion string: ${apiVersion}`);
    return;
  }
  const group = parts.length === 2 ? (parts[0] ?? "") : "";
  const version = parts.at(-1) ?? "";
  const groupFaults = group === "" ? [] : subdomainFaults(group);
  if (groupFaults.length > 0) errors.invalid(at, goQuote(group), groupFaults.join(","));
  if (version === "") {
    errors.invalid(at, goQuote(apiVersion), "version must be specified");
    return;
  }
  const versionFaults = dns1035LabelFaults(version);
  if (versionFaults.length > 0) errors.invalid(at, goQuote(version), versionFaults.join(","));
}

const EXCLUSIVE = "name and selector are mutually exclusive";
const NOT_FOUND_ACTIONS = ["Deny", "Allow"];

export function checkParamRef(spec: JsonObject, errors: FieldErrors): void {
  const at = "spec.paramRef";
  const paramRef = objectOf(spec, "paramRef");
  if (paramRef === undefined) return;
  const name = textOf(paramRef, "name");
  const selector = objectOf(paramRef, "selector");
  if (name !== "") {
    for (const fault of pathSegmentFaults(name)) errors.invalid(`${at}.name`, goQuote(name), fault);
    if (selector !== undefined) errors.forbidden(`${at}.name`, EXCLUSIVE);
  }
  if (selector !== undefined) {
    checkSelector(selector, `${at}.selector`, errors);
    if (name !== "") errors.forbidden(`${at}.selector`, EXCLUSIVE);
  }
  if (name === "" && selector === undefined) errors.required(at, "one of name or selector must be specified");
  const action = textOf(paramRef, "parameterNotFoundAction");
  if (action === "") errors.required(`${at}.parameterNotFoundAction`);
  else if (!NOT_FOUND_ACTIONS.includes(action)) {
    errors.notSupported(`${at}.parameterNotFoundAction`, goJsonString(action), NOT_FOUND_ACTIONS);
  }
}
