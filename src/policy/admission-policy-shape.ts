import { BOOLEAN, documentOf, LABEL_SELECTOR, list, type Struct, struct, TEXT } from "./shape.ts";
import { specFields } from "./shapes.ts";

const { policy, validating, mutating, binding, actions } = specFields("v1");

/**
 * `sallyport.dev/v1` AdmissionPolicy: what the two in-tree policies and their binding have in their specs, and the fields
 * that they lack. The JSON Schema for editors is made of it.
 */
export const ADMISSION_POLICY: Struct = documentOf(
  "v1.AdmissionPolicy",
  struct("v1.AdmissionPolicySpec", {
    ...policy,
    ...validating,
    ...mutating,
    ...binding,
    ...actions,
    pods: BOOLEAN,
    context: list(
      struct("v1.ContextList", {
        name: TEXT,
        apiVersion: TEXT,
        kind: TEXT,
        namespace: TEXT,
        selector: LABEL_SELECTOR,
      }),
    ),
    exceptions: list(struct("v1.PolicyException", { match: TEXT, until: TEXT, reason: TEXT })),
    quotas: list(struct("v1.Quota", { name: TEXT, account: TEXT, charge: TEXT, limit: TEXT })),
    images: list(struct("v1.ImageRule", {})),
  }),
);
