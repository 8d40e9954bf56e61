/** Sallyport as a process over a copy of `policies/`, and its registration with the API server. */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServingCertificate } from "../../src/tls/certificates.ts";
import { base64, type Cluster } from "./control-plane.ts";
import { startProgram } from "./program.ts";

export interface Sallyport {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** What it logged so far, parsed. */
  log(): readonly Readonly<Record<string, unknown>>[];
  /** Writes a policy file and waits until it is in force. */
  writePolicy(file: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param policies further policies, by file name */
export async function startSallyport(cluster: Cluster, policies: Readonly<Record<string, string>>): Promise<Sallyport> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-e2e-"));
  const path = (file: string) => join(folder, file);
  const serving = createServingCertificate(cluster.authority, ["127.0.0.1"], { now: new Date(), days: 1 });
  await cp("policies", path("policies"), { recursive: true });
  for (const [file, text] of Object.entries(policies)) await writeFile(path(`policies/${file}`), text);
  await Promise.all([writeFile(path("tls.pem"), serving.certificate), writeFile(path("tls-key.pem"), serving.key)]);
  const files = ["--policies", path("policies"), "--tls-cert", path("tls.pem"), "--tls-key", path("tls-key.pem")];
  const flags = ["--port", "0", "--health-port", "0", "--drain-seconds", "0"];
  const program = startProgram(process.execPath, ["src/main.ts", "serve", ...files, ...flags], path("log"));
  const log = () => program.lines().flatMap(parsed);
  const count = (message: string) => log().filter(({ msg }) => msg === message).length;
  await program.waitFor("its port", () => count("listening") > 0);
  const port = log().find(({ msg }) => msg === "listening")?.["port"];
  return {
    url: `https://127.0.0.1:${port}`,
    log,
    async writePolicy(file, text) {
      const before = count("policies loaded");
      await writeFile(path(`policies/${file}`), text);
      await program.waitFor("the new policies", () => count("policies loaded") > before);
    },
    async stop() {
      await program.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function parsed(line: string): Readonly<Record<string, unknown>>[] {
  return line.startsWith("{") ? [JSON.parse(line)] : [];
}

export interface Webhook {
  /** A qualified name, which its audit annotations begin with. */
  readonly name: string;
  readonly url: string;
  readonly resources: readonly string[];
}

/** Of the core group, apps and Ray, in namespaces with the label `e2e: "true"`. */
export function webhookConfiguration(
  kind: "Validating" | "Mutating",
  webhooks: readonly Webhook[],
  { authority }: Cluster,
) {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: "sallyport" },
    webhooks: webhooks.map(({ name, url, resources }) => ({
      name,
      clientConfig: { url, caBundle: base64(authority.certificate) },
      rules: [{ apiGroups: ["", "apps", "ray.io"], apiVersions: ["v1"], operations: ["*"], resources }],
      namespaceSelector: { matchLabels: { e2e: "true" } },
      admissionReviewVersions: ["v1"],
      failurePolicy: "Fail",
      sideEffects: "None",
      timeoutSeconds: 10,
      ...(kind === "Mutating" ? { reinvocationPolicy: "IfNeeded" } : {}),
    })),
  };
}
