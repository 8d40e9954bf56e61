import type { Json, JsonObject } from "../json/value.ts";
import type { AdmissionRequest, UserInfo } from "../matching/request.ts";
import type { ResourceForm } from "../matching/served-resource.ts";

/**
 * The variable `request`: an AdmissionRequest (admission.k8s.io/v1) as Go would write it, where empty optional fields
 * are left out and `uid`, `object` and `oldObject` are not told.
 * @param form the kind that the expression sees and the resource it was matched as
 */
export function requestView(request: AdmissionRequest, form: ResourceForm): JsonObject {
  const { requestSubResource, name, namespace } = request;
  const view: Draft = { uid: "", kind: { ...form.kind }, resource: { ...form.resource } };
  if (requestSubResource !== "") view["subResource"] = requestSubResource;
  view["requestKind"] = { ...request.requestKind };
  view["requestResource"] = { ...request.requestResource };
  if (requestSubResource !== "") view["requestSubResource"] = requestSubResource;
  if (name !== "") view["name"] = name;
  if (namespace !== "") view["namespace"] = namespace;
  view["operation"] = request.operation;
  view["userInfo"] = userView(request.userInfo);
  view["object"] = null;
  view["oldObject"] = null;
  view["dryRun"] = request.dryRun;
  view["options"] = request.options;
  return view;
}

/** Filled field by field: spreading what may be absent takes several times as long. */
type Draft = Record<string, Json>;

function userView({ username, uid, groups, extra }: UserInfo): JsonObject {
  const view: Draft = {};
  if (username !== "") view["username"] = username;
  if (uid !== "") view["uid"] = uid;
  if (groups.length > 0) view["groups"] = groups;
  if (Object.keys(extra).length > 0) view["extra"] = extra;
  return view;
}
