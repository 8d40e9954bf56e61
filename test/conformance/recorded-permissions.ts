import type { Permissions } from "../../src/admission/permissions.ts";
import type { Authorization } from "./cases.ts";

export function recordedPermissions(_answers: readonly Authorization[]): Permissions {
  return { of: () => ({ authorizer: undefined, requestResource: undefined, ask: async () => {} }) };
}
