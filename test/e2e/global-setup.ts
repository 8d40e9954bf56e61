/** One control plane for all e2e tests, if the binaries of one are at hand. */
import type { TestProject } from "vitest/node";
import { type Cluster, startControlPlane } from "./control-plane.ts";
import { tryWebhooks } from "./trial.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Null where there is none: then the tests are skipped. */
    readonly cluster: Cluster | null;
  }
}

const SKIPPED = `e2e tests are skipped: the environment variable KUBEBUILDER_ASSETS is not set.
Set it to a folder with etcd, kube-apiserver and kubectl (1.20 or later), as \`setup-envtest use -p path\` prints one.
`;

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const assets = process.env["KUBEBUILDER_ASSETS"];
  if (assets === undefined || assets === "") {
    process.stderr.write(SKIPPED);
    project.provide("cluster", null);
    return undefined;
  }
  const controlPlane = await startControlPlane(assets);
  const fault = await tryWebhooks(controlPlane.cluster, controlPlane.apiServer);
  if (fault !== undefined) {
    process.stderr.write(`e2e tests are skipped: the kube-apiserver in ${assets} cannot be used: ${fault}\n`);
    await controlPlane.stop();
    project.provide("cluster", null);
    return undefined;
  }
  project.provide("cluster", controlPlane.cluster);
  return () => controlPlane.stop();
}
