/** Another mutating webhook of the cluster, as a service mesh has it: adds a container to every pod. */
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createServingCertificate } from "../../src/tls/certificates.ts";
import { base64, type Cluster } from "./control-plane.ts";

export interface Injector {
  readonly url: string;
  stop(): void;
}

const SIDECAR = { name: "injected", image: `registry.example.com/proxy@sha256:${"a".repeat(64)}` };

export async function startInjector({ authority }: Cluster): Promise<Injector> {
  const serving = createServingCertificate(authority, ["127.0.0.1"], { now: new Date(), days: 1 });
  const server = createServer({ cert: serving.certificate, key: serving.key }, async (request, response) => {
    const { apiVersion, kind, request: review } = JSON.parse(await text(request));
    const containers: readonly { readonly name: string }[] = review.object?.spec.containers ?? [SIDECAR];
    const isThere = containers.some(({ name }) => name === SIDECAR.name);
    const patch = isThere ? [] : [{ op: "add", path: "/spec/containers/-", value: SIDECAR }];
    const answer = { uid: review.uid, allowed: true, patchType: "JSONPatch", patch: base64(JSON.stringify(patch)) };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ apiVersion, kind, response: answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
