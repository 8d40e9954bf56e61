import type { Json, JsonObject } from "../json/value.ts";
import type { AdmissionRequest, UserInfo } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";

/**
 * The variable `request`: an AdmissionRequest (admission.k8s.io/v1) as Go would write it, where empty optional fields
 * are left out and `uid`, `object` and `oldObject` are not told.
 * @param form the kind that the expression sees and the resource it was matched as
 */
export function requestView(request: AdmissionRequest, form: ResourceForm): JsonObject {
  return {
    uid: "",
    kind: { ...form.kind },
    resource: { ...form.resource },
    ...unlessEmpty("subResource", request.requestSubResource),
    requestKind: { ...request.requestKind },
    requestResource: { ...request.requestResource },
    ...unlessEmpty("requestSubResource", request.requestSubResource),
    ...unlessEmpty("name", request.name),
    ...unlessEmpty("namespace", request.namespace),
    operation: request.operation,
    userInfo: userView(request.userInfo),
    object: null,
    oldObject: null,
    dryRun: request.dryRun,
    options: request.options,
  };
}

function userView(user: UserInfo): JsonObject {
  return {
    ...unlessEmpty("username", user.username),
    ...unlessEmpty("uid", user.uid),
    ...(user.groups.length === 0 ? {} : { groups: user.groups }),
    ...(Object.keys(user.extra).length === 0 ? {} : { extra: user.extra }),
  };
}

function unlessEmpty(key: string, value: string): { readonly [key: string]: Json } {
  return value === "" ? {} : { [key]: value };
}
