/** Kubernetes' functions that ask the cluster's authorizer. */

import { trimSpace } from "../../kube/go-text.ts";
import { dnsLabelFaults, subdomainFaults } from "../../kube/names.ts";
import type { FunctionDecl, Library, Overload } from "../environment.ts";
import { actualSize } from "../runtime/size.ts";
import { BOOL, STRING, type Type } from "../types.ts";
import type { Result, Value } from "../values.ts";
import { CelError } from "../values.ts";
import {
  AUTHORIZER,
  type AuthorizerValue,
  DECISION,
  type DecisionValue,
  GROUP_CHECK,
  GroupCheckValue,
  PATH_CHECK,
  PathCheckValue,
  RESOURCE_CHECK,
  ResourceCheckValue,
  type ResourceQuestion,
} from "./authz-values.ts";
import { functionOf, memberOverload } from "./overload.ts";

export {
  type AccessCheck,
  type AccessDecision,
  AUTHORIZER,
  type Authorizer,
  AuthorizerValue,
  Pending,
  RESOURCE_CHECK,
  ResourceCheckValue,
  type UserInfo,
} from "./authz-values.ts";

/** So that an expression can make two checks and no more. */
const CHECK_COST = 350_000;

const checkCost: Overload["cost"] = () => CHECK_COST;

/** Of reading a selector: a list of its own, and a struct with a list for every two characters. */
const selectorCost: Overload["cost"] = ([, selector]) => {
  const length = actualSize(selector as Value);
  return 10 + Math.ceil(length * 0.1) + Math.ceil(length * 0.5) * 50;
};

function pathCheck(authorizer: AuthorizerValue, path: string): PathCheckValue | CelError {
  return trimSpace(path) === "" ? new CelError("path must not be empty") : new PathCheckValue(authorizer, path);
}

function groupCheck(authorizer: AuthorizerValue, group: string): GroupCheckValue {
  return new GroupCheckValue(authorizer, group);
}

function serviceAccount(authorizer: AuthorizerValue, namespace: string, name: string): AuthorizerValue | CelError {
  if (subdomainFaults(name).length > 0) return new CelError("Invalid service account name");
  if (dnsLabelFaults(namespace).length > 0) return new CelError("Invalid service account namespace");
  return authorizer.as(namespace, name);
}

function resourceCheck({ authorizer, group }: GroupCheckValue, resource: string): ResourceCheckValue | CelError {
  if (trimSpace(resource) === "") return new CelError("resource must not be empty");
  return new ResourceCheckValue(authorizer, { group, resource, subresource: "", namespace: "", name: "" });
}

function narrowing(name: keyof ResourceQuestion, id: string, cost?: Overload["cost"]): FunctionDecl {
  const call = (check: ResourceCheckValue, text: string) => check.with({ [name]: text });
  return functionOf(name, memberOverload(id, [RESOURCE_CHECK, STRING], RESOURCE_CHECK, call, cost));
}

function reading(name: string, result: Type, call: (decision: DecisionValue) => Result): FunctionDecl {
  return functionOf(name, memberOverload(`decision_${name}`, [DECISION], result, call));
}

const check = (asked: PathCheckValue | ResourceCheckValue, verb: string) => asked.check(verb);

export const AUTHZ: Library = {
  name: "kubernetes.authz",
  functions: [
    functionOf("path", memberOverload("authorizer_path", [AUTHORIZER, STRING], PATH_CHECK, pathCheck)),
    functionOf("group", memberOverload("authorizer_group", [AUTHORIZER, STRING], GROUP_CHECK, groupCheck)),
    functionOf(
      "serviceAccount",
      memberOverload("authorizer_serviceaccount", [AUTHORIZER, STRING, STRING], AUTHORIZER, serviceAccount),
    ),
    functionOf("resource", memberOverload("groupcheck_resource", [GROUP_CHECK, STRING], RESOURCE_CHECK, resourceCheck)),
    narrowing("subresource", "resourcecheck_subresource"),
    narrowing("namespace", "resourcecheck_namespace"),
    narrowing("name", "resourcecheck_name"),
    functionOf(
      "check",
      memberOverload("pathcheck_check", [PATH_CHECK, STRING], DECISION, check, checkCost),
      memberOverload("resourcecheck_check", [RESOURCE_CHECK, STRING], DECISION, check, checkCost),
    ),
    reading("errored", BOOL, ({ decision }) => Boolean(decision.evaluationError)),
    reading("error", STRING, ({ decision }) => decision.evaluationError ?? ""),
    reading("allowed", BOOL, ({ decision }) => decision.allowed),
    reading("reason", STRING, ({ decision }) => decision.reason ?? ""),
  ],
};

export const AUTHZ_SELECTORS: Library = {
  name: "kubernetes.authzSelectors",
  functions: [
    narrowing("fieldSelector", "authorizer_fieldselector", selectorCost),
    narrowing("labelSelector", "authorizer_labelselector", selectorCost),
  ],
};
