/**
 * Checks the expressions of an accepted ValidatingAdmissionPolicy against the schemas of the kinds that it names, as
 * k8s.io/apiserver does (admission/plugin/policy/validating/typechecking.go). What it finds are warnings: at run time
 * everything is dyn.
 */
import { variableType } from "../cel/admission-types.ts";
import type { Environment } from "../cel/environment.ts";
import type { Issue } from "../cel/issue.ts";
import { renderIssues } from "../cel/issue-text.ts";
import { parseAndCheck } from "../cel/program.ts";
import { schemaTypes } from "../cel/schema-types.ts";
import { combineProviders } from "../cel/type-providers.ts";
import { DYN, type Type } from "../cel/types.ts";
import type { JsonObject } from "../json/value.ts";
import type { GroupVersionKind } from "../kube/resources.ts";
import { schemaFor } from "../kube/schema/built-in.ts";
import type { Schema } from "../kube/schema/schema.ts";
import type { CustomResource } from "./custom-resources.ts";
import { type ExtensionScope, typedEnvironment } from "./environments.ts";
import { objectOf, objectsOf, textOf } from "./fields.ts";
import { kindsForRules } from "./kinds-for-rules.ts";

/** What checking one expression found, kind by kind. */
export interface TypeFault {
  /** `spec.validations[0].expression` */
  readonly fieldRef: string;
  readonly results: readonly KindFault[];
  /** All results, as the API server writes them into the policy's status. */
  readonly warning: string;
}

export interface KindFault {
  /** `apps/v1, Kind=Deployment` */
  readonly kind: string;
  readonly issues: readonly Issue[];
}

/** What pods are checked against wherever they are: what is in the object around them is known only at run time. */
const POD: GroupVersionKind = { group: "", version: "v1", kind: "Pod" };

/**
 * @param document a decoded policy without faults
 * @param extension of an AdmissionPolicy
 */
export function typeCheck(
  document: JsonObject,
  custom: readonly CustomResource[],
  extension?: ExtensionScope,
): readonly TypeFault[] {
  const spec = objectOf(document, "spec") ?? {};
  const environments = typedEnvironments(spec, custom, extension);
  return objectsOf(spec, "validations").flatMap((validation, i) =>
    ["expression", "messageExpression"].flatMap((field) => {
      const source = textOf(validation, field);
      if (source === "") return [];
      const fault = checkExpression(source, `spec.validations[${i}].${field}`, environments);
      return fault === undefined ? [] : [fault];
    }),
  );
}

function checkExpression(
  source: string,
  fieldRef: string,
  environments: ReadonlyMap<string, Environment>,
): TypeFault | undefined {
  const results: KindFault[] = [];
  const texts: string[] = [];
  for (const [kind, environment] of environments) {
    const checked = parseAndCheck(source, environment);
    if (checked.ok) continue;
    results.push({ kind, issues: checked.issues });
    texts.push(`${kind}: ${renderIssues(source, checked.issues)}\n`);
  }
  return results.length === 0 ? undefined : { fieldRef, results, warning: texts.join("\n") };
}

/** By kind, an environment in which `object`, `params` and the variables have their types. */
function typedEnvironments(
  spec: JsonObject,
  custom: readonly CustomResource[],
  extension: ExtensionScope | undefined,
): ReadonlyMap<string, Environment> {
  const rules = objectsOf(objectOf(spec, "matchConstraints") ?? {}, "resourceRules");
  const paramKind = objectOf(spec, "paramKind");
  const params = paramKind === undefined ? undefined : typesOf(kindOfParams(paramKind), custom);
  const environments = new Map<string, Environment>();
  const isAboutPods = extension?.pods === true;
  for (const kind of isAboutPods ? [POD] : kindsForRules(rules, custom)) {
    const object = typesOf(kind, custom);
    if (object === undefined) continue;
    const types = {
      object: isAboutPods ? DYN : (object.type ?? DYN),
      pod: object.type ?? DYN,
      params: params?.type ?? DYN,
      provider: params === undefined ? object.provider : combineProviders(object.provider, params.provider),
    };
    environments.set(
      `${kind.group}/${kind.version}, Kind=${kind.kind}`,
      withCheckedVariables(objectsOf(spec, "variables"), (variables) =>
        typedEnvironment(paramKind !== undefined, types, variables, extension),
      ),
    );
  }
  return environments;
}

/** Each variable is checked with those before it. One that does not check is dyn, and not told. */
function withCheckedVariables(
  variables: readonly JsonObject[],
  environmentWith: (variables: ReadonlyMap<string, Type>) => Environment,
): Environment {
  const types = new Map<string, Type>();
  for (const variable of variables) {
    const result = parseAndCheck(textOf(variable, "expression"), environmentWith(types));
    types.set(textOf(variable, "name"), result.ok ? variableType(result.checked.outputType) : DYN);
  }
  return environmentWith(types);
}

function kindOfParams(paramKind: JsonObject): GroupVersionKind {
  const [version = "", group = ""] = textOf(paramKind, "apiVersion").split("/").toReversed();
  return { group, version, kind: textOf(paramKind, "kind") };
}

/** @returns undefined for a kind whose schema is not known */
function typesOf(kind: GroupVersionKind, custom: readonly CustomResource[]) {
  const schema = schemaOf(kind, custom);
  return schema === undefined ? undefined : schemaTypes(kind.kind, schema);
}

function schemaOf({ group, version, kind }: GroupVersionKind, custom: readonly CustomResource[]): Schema | undefined {
  const builtIn = schemaFor(group, version, kind);
  if (builtIn !== undefined) return builtIn;
  return custom.find((found) => found.group === group && found.version === version && found.kind === kind)?.schema;
}
