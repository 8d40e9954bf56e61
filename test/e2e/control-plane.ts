/** etcd and kube-apiserver as processes on loopback, in a folder of their own that goes away with them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority, createServingCertificate, type KeyPair } from "../../src/tls/certificates.ts";
import { freePort, type Program, startProgram } from "./program.ts";

/** What tests need to know of a running control plane. */
export interface Cluster {
  /** Path of the program. */
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** One JSON object a line, an `audit.k8s.io/v1` Event each. */
  readonly auditLog: string;
  /** Signs the certificates of all servers. */
  readonly authority: KeyPair;
}

export interface ControlPlane {
  readonly cluster: Cluster;
  readonly apiServer: Program;
  stop(): Promise<void>;
}

const TOKEN = "e2e-admin";

/** @param assets folder with the programs */
export async function startControlPlane(assets: string): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-e2e-"));
  const programs: Program[] = [];
  const stop = async () => {
    for (const program of programs.toReversed()) await program.stop();
    await rm(folder, { recursive: true });
  };
  try {
    const etcd = await startEtcd(assets, folder, programs);
    const port = await freePort();
    const authority = createAuthority("e2e", { now: new Date(), days: 1 });
    const auditLog = join(folder, "audit.jsonl");
    await writeFiles(folder, authority, port);
    const apiServer = startProgram(
      join(assets, "kube-apiserver"),
      apiServerFlags(folder, etcd, port, auditLog),
      join(folder, "kube-apiserver.log"),
    );
    programs.push(apiServer);
    await apiServer.waitFor("readiness", () => isReady(port, authority));
    const kubeconfig = join(folder, "kubeconfig.json");
    return { cluster: { kubectl: join(assets, "kubectl"), kubeconfig, auditLog, authority }, apiServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns its URL */
async function startEtcd(assets: string, folder: string, programs: Program[]): Promise<string> {
  const [clients, peers] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${clients}`;
  const peerUrl = `http://127.0.0.1:${peers}`;
  const flags = [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    // Nothing here outlives the tests.
    "--unsafe-no-fsync",
  ];
  const etcd = startProgram(join(assets, "etcd"), flags, join(folder, "etcd.log"));
  programs.push(etcd);
  await etcd.waitFor("health", () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return url;
}

function apiServerFlags(folder: string, etcd: string, port: number, auditLog: string): readonly string[] {
  return [
    `--etcd-servers=${etcd}`,
    "--bind-address=127.0.0.1",
    // Nobody asks for the address, but the server wants to have one: this one is for documentation.
    "--advertise-address=192.0.2.1",
    "--endpoint-reconciler-type=none",
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    `--tls-cert-file=${join(folder, "api.pem")}`,
    `--tls-private-key-file=${join(folder, "api-key.pem")}`,
    `--token-auth-file=${join(folder, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.0.0.0/24",
    "--service-account-issuer=https://e2e.invalid",
    `--service-account-key-file=${join(folder, "api-key.pem")}`,
    `--service-account-signing-key-file=${join(folder, "api-key.pem")}`,
    // No controller makes the accounts that this plugin asks for.
    "--disable-admission-plugins=ServiceAccount",
    "--allow-privileged=true",
    `--audit-policy-file=${join(folder, "audit-policy.json")}`,
    `--audit-log-path=${auditLog}`,
  ];
}

async function writeFiles(folder: string, authority: KeyPair, port: number): Promise<void> {
  const serving = createServingCertificate(authority, ["127.0.0.1", "localhost"], { now: new Date(), days: 1 });
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "e2e",
        cluster: { server: `https://127.0.0.1:${port}`, "certificate-authority-data": base64(authority.certificate) },
      },
    ],
    users: [{ name: "admin", user: { token: TOKEN } }],
    contexts: [{ name: "e2e", context: { cluster: "e2e", user: "admin" } }],
    "current-context": "e2e",
  };
  const auditPolicy = {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [{ level: "Metadata", verbs: ["create", "update", "patch", "delete"] }, { level: "None" }],
  };
  await Promise.all([
    writeFile(join(folder, "api.pem"), serving.certificate),
    writeFile(join(folder, "api-key.pem"), serving.key, { mode: 0o600 }),
    writeFile(join(folder, "tokens.csv"), `${TOKEN},admin,admin,"system:masters"\n`, { mode: 0o600 }),
    writeFile(join(folder, "kubeconfig.json"), JSON.stringify(kubeconfig), { mode: 0o600 }),
    writeFile(join(folder, "audit-policy.json"), JSON.stringify(auditPolicy)),
  ]);
}

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function isReady(port: number, authority: KeyPair): Promise<boolean> {
  const agent = new Agent({ ca: authority.certificate });
  const options = { agent, headers: { authorization: `Bearer ${TOKEN}` } };
  return new Promise((resolve) => {
    get(`https://127.0.0.1:${port}/readyz`, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on("error", () => resolve(false));
  });
}
