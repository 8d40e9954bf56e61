import { describe, expect, it } from "vitest";
import { sameAfterWebhook } from "./conformance/after-webhook.ts";
import { recordedMutations, runRecorded } from "./mutation-recorded/run.ts";

describe("mutations recorded from kube-apiserver's own plugin", () => {
  const cases = recordedMutations().map((recorded, i) => [`${i + 1}: ${recorded.base}`, recorded] as const);

  it.each(cases)("%s", async (_title, recorded) => {
    const { object, ...rest } = recorded.expect;
    const got = await runRecorded(recorded);
    expect({ status: got.status }).toEqual({ status: rest.status });
    if (object === undefined || got.object === undefined) return;
    // Only to tell what differs: objects are compared as the API server reads them.
    if (!sameAfterWebhook(got.object, object, [])) expect(got.object).toEqual(object);
  });
});
