/** AI objects as their projects publish them (test/manifests), as reviews that create them. */
import { requestOf } from "../../src/admission/run-example.ts";
import { member } from "../../src/json/value.ts";
import { apiVersionOf } from "../../src/matching/request.ts";
import { load } from "../../src/policy/load.ts";
import { WorkloadTable } from "../../src/workloads/workloads.ts";
import { creationOf, inTeamNamespace } from "../support/livability.ts";
import { readManifests } from "../support/manifests.ts";

/** One for each object of a kind of workload. */
export function aiReviews(): readonly string[] {
  const { snapshot } = load([]);
  return readManifests().flatMap(({ objects }) =>
    objects.map(inTeamNamespace).flatMap((object): string[] => {
      const request = requestOf(creationOf(object), object, snapshot);
      if (WorkloadTable.BUILT_IN.find(request.kind) === undefined) return [];
      const { uid, kind, resource, name, namespace, operation, userInfo, options } = request;
      const { username, groups } = userInfo;
      const body = {
        apiVersion: "admission.k8s.io/v1",
        kind: "AdmissionReview",
        request: {
          uid: `${uid}-${apiVersionOf(kind)}-${String(member(object, "kind"))}`,
          ...{ kind, resource, requestKind: kind, requestResource: resource, name, namespace, operation },
          userInfo: { username, groups },
          object: request.object,
          oldObject: null,
          dryRun: false,
          options,
        },
      };
      return [JSON.stringify(body)];
    }),
  );
}
