/** A real server on a free port over a folder of policies, and a real TLS client. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { createAuthority, createServingCertificate } from "../../src/tls/certificates.ts";

const validity = { now: new Date(), days: 1 };
const authority = createAuthority("test", validity);
const serving = createServingCertificate(authority, ["localhost"], validity);

export interface Harness {
  readonly folder: string;
  readonly server: RunningServer;
  readonly agent: Agent;
  /** Log lines so far, parsed. */
  readonly log: Record<string, unknown>[];
  post(path: string, body: string | Buffer, headers?: Record<string, string>): Promise<Reply>;
  health(path: string): Promise<{ readonly status: number; readonly text: string }>;
  writePolicy(file: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The parsed body. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests
  readonly json: any;
}

export async function startServer(policies: Readonly<Record<string, string>>): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-server-"));
  const [tlsCert, tlsKey] = [join(folder, ".tls.pem"), join(folder, ".tls-key.pem")];
  await Promise.all([writeFile(tlsCert, serving.certificate), writeFile(tlsKey, serving.key)]);
  for (const [file, text] of Object.entries(policies)) await writeFile(join(folder, file), text);
  const log: Record<string, unknown>[] = [];
  const logger: Logger = pino({ base: null }, { write: (line: string) => log.push(JSON.parse(line)) });
  const options = {
    profile: "restricted" as const,
    policies: folder,
    host: "127.0.0.1",
    port: 0,
    healthPort: 0,
    tlsCert,
    tlsKey,
  };
  const server = await serve(options, logger);
  const agent = new Agent({ keepAlive: true, ca: authority.certificate, servername: "localhost" });
  return {
    folder,
    server,
    agent,
    log,
    post: (path, body, headers) => post(agent, server.port, path, body, headers),
    async health(path) {
      const response = await fetch(`http://127.0.0.1:${server.healthPort}${path}`);
      return { status: response.status, text: await response.text() };
    },
    writePolicy: (file, text) => writeFile(join(folder, file), text),
    async close() {
      agent.destroy();
      await server.stop(0);
      await rm(folder, { recursive: true });
    },
  };
}

function post(
  agent: Agent,
  port: number,
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = { "content-type": "application/json" },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, host: "127.0.0.1", port, path, method: "POST", headers });
    outgoing.on("error", reject).on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const status = incoming.statusCode ?? 0;
        resolve({ status, headers: incoming.headers, text, json: text.startsWith("{") ? JSON.parse(text) : undefined });
      });
    });
    outgoing.end(body);
  });
}

/** An AdmissionReview that creates a ConfigMap, with anything in its request replaced. */
export function configMapReview(object: object, change: object = {}): object {
  const resource = { group: "", version: "v1", resource: "configmaps" };
  const kind = { group: "", version: "v1", kind: "ConfigMap" };
  return {
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "7f0b",
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      name: "settings",
      namespace: "team-a",
      operation: "CREATE",
      userInfo: { username: "alice", groups: ["team-a"] },
      object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "team-a" }, ...object },
      oldObject: null,
      dryRun: false,
      options: { apiVersion: "meta.k8s.io/v1", kind: "CreateOptions" },
      ...change,
    },
  };
}

/** A policy on ConfigMaps with its binding. */
export function configMapPolicy(name: string, expression: string, message = "no"): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: ${name}}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps]}]
  validations:
    - {expression: ${JSON.stringify(expression)}, message: ${JSON.stringify(message)}, reason: Forbidden}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: ${name}}
spec: {policyName: ${name}, validationActions: [Deny]}
`;
}
