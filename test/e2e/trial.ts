/**
 * Whether an API server survives calling a webhook. Kubernetes 1.20 has reflect2 1.0.1 in it, which does not know how maps
 * are walked since Go 1.18: built with a newer Go it dies of a segmentation fault soon after the first call.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./control-plane.ts";
import { startInjector } from "./injector.ts";
import { Kubectl } from "./kubectl.ts";
import type { Program } from "./program.ts";
import { webhookConfiguration } from "./sallyport.ts";

const TRIES = 20;

/** @returns why the API server cannot be used */
export async function tryWebhooks(cluster: Cluster, apiServer: Program): Promise<string | undefined> {
  const kubectl = new Kubectl(cluster, "default");
  const injector = await startInjector(cluster);
  const webhook = { name: "trial.example.com", url: injector.url, resources: ["pods"] };
  await kubectl.run(["label", "namespace", "default", "e2e=true"]);
  await kubectl.run(["apply", "-f", "-"], webhookConfiguration("Mutating", [webhook], cluster));
  const labels = { app: "trial" };
  const spec = { containers: [{ name: "main", image: "registry.example.com/trial:1" }] };
  const probe = { apiVersion: "v1", kind: "Pod", metadata: { name: "trial", labels }, spec };
  for (let tries = 0; tries < TRIES && apiServer.isRunning(); tries++) {
    const { out } = await kubectl.create(probe, "--dry-run=server", "-o", "json");
    if (out.includes("injected")) break;
    await sleep(100);
  }
  await kubectl.run(["delete", "mutatingwebhookconfigurations", "sallyport"]);
  await kubectl.run(["label", "namespace", "default", "e2e-"]);
  injector.stop();
  if (apiServer.isRunning()) return undefined;
  const cause = apiServer.lines().some((line) => line.includes("modern-go/reflect2"));
  return cause ? "it dies in reflect2 1.0.1, which needs Go 1.17 or older" : "it ended while it called a webhook";
}
