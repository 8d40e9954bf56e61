import type { JsonObject } from "../json/value.ts";
import { goQuote } from "../kube/go-text.ts";
import { dnsLabelFaults } from "../kube/names.ts";
import { isCelIdentifier } from "./cel-identifier.ts";
import { checkKind } from "./check-params.ts";
import { checkSelector } from "./check-selector.ts";
import type { FieldErrors } from "./field-errors.ts";
import { objectOf, textOf } from "./fields.ts";
import { selectorOf } from "./match-resources.ts";
import type { ContextList } from "./model.ts";

const MAX_LISTS = 16;
export const ALL_NAMESPACES = "*";

/** `spec.context` of an AdmissionPolicy: `[{name, apiVersion, kind, namespace?, selector?}]`. */
export function compileContext(lists: readonly JsonObject[], errors: FieldErrors): readonly ContextList[] {
  if (lists.length > MAX_LISTS) errors.tooMany("spec.context", lists.length, MAX_LISTS);
  const names = new Set<string>();
  return lists.map((list, i) => {
    const at = `spec.context[${i}]`;
    const name = textOf(list, "name");
    if (name === "") errors.required(`${at}.name`);
    else if (!isCelIdentifier(name)) errors.invalid(`${at}.name`, goQuote(name), "must be a valid CEL identifier");
    if (name !== "" && names.has(name)) errors.duplicate(`${at}.name`, goQuote(name));
    names.add(name);
    checkKind(list, at, errors);
    const namespace = textOf(list, "namespace");
    if (namespace !== "" && namespace !== ALL_NAMESPACES) {
      for (const fault of dnsLabelFaults(namespace)) errors.invalid(`${at}.namespace`, goQuote(namespace), fault);
    }
    const selector = objectOf(list, "selector");
    if (selector !== undefined) checkSelector(selector, `${at}.selector`, errors);
    return {
      name,
      kind: { apiVersion: textOf(list, "apiVersion"), kind: textOf(list, "kind") },
      ...(namespace === "" ? {} : { namespace }),
      selector: selectorOf(selector),
    };
  });
}
