import type { JsonObject } from "../json/value.ts";
import type { AdmissionRequest, UserInfo } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";

/**
 * The variable `request`: an AdmissionRequest (admission.k8s.io/v1) as Go would write it, where empty optional fields
 * are left out and `uid`, `object` and `oldObject` are not told.
 * @param form the kind that the expression sees and the resource it was matched as
 */
export function requestView(request: AdmissionRequest, form: ResourceForm): JsonObject {
  const { requestSubResource, name, namespace } = request;
  return {
    uid: "",
    kind: { ...form.kind },
    resource: { ...form.resource },
    ...(requestSubResource === "" ? NOTHING : { subResource: requestSubResource }),
    requestKind: { ...request.requestKind },
    requestResource: { ...request.requestResource },
    ...(requestSubResource === "" ? NOTHING : { requestSubResource }),
    ...(name === "" ? NOTHING : { name }),
    ...(namespace === "" ? NOTHING : { namespace }),
    operation: request.operation,
    userInfo: userView(request.userInfo),
    object: null,
    oldObject: null,
    dryRun: request.dryRun,
    options: request.options,
  };
}

const NOTHING = {};

function userView({ username, uid, groups, extra }: UserInfo): JsonObject {
  return {
    ...(username === "" ? NOTHING : { username }),
    ...(uid === "" ? NOTHING : { uid }),
    ...(groups.length === 0 ? NOTHING : { groups }),
    ...(Object.keys(extra).length === 0 ? NOTHING : { extra }),
  };
}
