import type { Value } from "../cel/values.ts";
import type { AdmissionRequest } from "../matching/request.ts";

export class Pending extends Error {}

export interface RequestPermissions {
  readonly authorizer: Value | undefined;
  readonly requestResource: Value | undefined;
  ask(pending: Pending, deadline: number): Promise<void>;
}

export interface Permissions {
  of(request: AdmissionRequest): RequestPermissions;
}
