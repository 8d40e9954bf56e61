/** A running Sallyport: the webhook, its health port and the watch on its policies, from start to drained. */
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { readPolicyFolder, watchPolicyFolder } from "../cluster/policy-folder.ts";
import { messageOf, SallyportError } from "../errors.ts";
import type { Profile } from "../policy/model.ts";
import { createHealthServer } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import { PoliciesInForce } from "./policies-in-force.ts";
import { createWebhookServer } from "./webhook.ts";

export interface ServeOptions {
  /** The folder of policies. */
  readonly policies: string;
  /** Which policies of a pack are in force. */
  readonly profile: Profile;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly healthPort: number;
  /** Paths of PEM files. */
  readonly tlsCert: string;
  readonly tlsKey: string;
}

export interface RunningServer {
  /** The ports really taken, where the configuration left the choice open. */
  readonly port: number;
  readonly healthPort: number;
  /**
   * Stops: at once not ready, then goes on answering for `drainSeconds`, then closes once what is in flight is answered.
   */
  stop(drainSeconds: number): Promise<void>;
}

/**
 * Starts with the policies of the folder. Broken documents are told and left out; a folder of which nothing can be
 * used is no reason to let everything pass, so a start with faults and without any policy is refused.
 * @throws SallyportError
 */
export async function serve(options: ServeOptions, log: Logger): Promise<RunningServer> {
  const metrics = createMetrics();
  const policies = new PoliciesInForce(options.profile, metrics, log);
  const [tls, files] = await Promise.all([readTls(options), readPolicyFolder(options.policies)]);
  const { snapshot, faults } = policies.replace(files.map(asSource));
  if (faults.length > 0 && snapshot.validating.length + snapshot.mutating.length === 0) {
    throw new SallyportError("POLICIES_REFUSED", `none of the policies in ${options.policies} can be used`);
  }

  let stopping = false;
  const notReady = () => (stopping ? "stopping" : undefined);
  const health = createHealthServer(notReady, metrics.registry);
  const webhook = createWebhookServer({ tls, current: () => policies.current, metrics, log });
  const healthPort = await listen(health, options.host, options.healthPort);
  const port = await listen(webhook, options.host, options.port);
  const endWatch = watchPolicyFolder(
    options.policies,
    files,
    (changed) => policies.replace(changed.map(asSource)),
    (error) => log.error(`${messageOf(error)}: the policies stay as they were`),
  );
  log.info({ host: options.host, port, healthPort, policies: options.policies }, "listening");

  async function stop(drainSeconds: number): Promise<void> {
    stopping = true;
    log.info({ drainSeconds }, "stopping: not ready from now on");
    await sleep(drainSeconds * 1000);
    endWatch();
    await webhook.close();
    await health.close();
    log.info("stopped");
  }
  return { port, healthPort, stop };
}

function asSource({ path, text }: { readonly path: string; readonly text: string }) {
  return { source: path, text };
}

async function readTls({ tlsCert, tlsKey }: ServeOptions): Promise<{ cert: Buffer; key: Buffer }> {
  try {
    const [cert, key] = await Promise.all([readFile(tlsCert), readFile(tlsKey)]);
    return { cert, key };
  } catch (error) {
    throw new SallyportError("CERTIFICATE_UNREADABLE", `cannot read the serving certificate: ${messageOf(error)}`);
  }
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new SallyportError("ADDRESS_UNAVAILABLE", `cannot listen on ${host}:${port}: ${messageOf(error)}`);
  }
  return (app.server.address() as AddressInfo).port;
}
