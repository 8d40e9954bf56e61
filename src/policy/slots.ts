/**
 * The variables of an admission expression. Their order is the order of the slots that a program evaluates with;
 * every admission environment has all of them in this order, and what an expression may not use
 * (`authorizer` in a messageExpression, `params` without paramKind) is left out by name only, never by slot.
 */
export const SLOTS = [
  "object",
  "oldObject",
  "params",
  "request",
  "namespaceObject",
  "variables",
  "authorizer",
  "authorizer.requestResource",
  // Of AdmissionPolicies alone.
  "pod",
  "oldPod",
  "podPath",
  "replicas",
  "context",
  "workload",
] as const;

export type SlotName = (typeof SLOTS)[number];
