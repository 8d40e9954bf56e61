/** The real kubectl, as users have it. */
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import type { Cluster } from "./control-plane.ts";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  /** Warnings and errors, as users read them. */
  readonly err: string;
}

const MAX_OUTPUT = 16 << 20;

export class Kubectl {
  readonly #cluster: Cluster;
  readonly #namespace: string;

  constructor(cluster: Cluster, namespace: string) {
    this.#cluster = cluster;
    this.#namespace = namespace;
  }

  /** @param object what `-f -` reads */
  run(args: readonly string[], object?: object): Promise<Outcome> {
    const { kubectl, kubeconfig } = this.#cluster;
    const cache = join(dirname(kubeconfig), "kubectl-cache");
    const all = [`--kubeconfig=${kubeconfig}`, `--namespace=${this.#namespace}`, `--cache-dir=${cache}`, ...args];
    return new Promise((resolve) => {
      const child = execFile(kubectl, all, { maxBuffer: MAX_OUTPUT }, (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
      });
      child.stdin?.end(object === undefined ? undefined : JSON.stringify(object));
    });
  }

  create(object: object, ...flags: string[]): Promise<Outcome> {
    return this.run(["create", "-f", "-", ...flags], object);
  }

  apply(object: object, ...flags: string[]): Promise<Outcome> {
    return this.run(["apply", "-f", "-", ...flags], object);
  }

  /** @throws if it is refused */
  async must(args: readonly string[], object?: object): Promise<string> {
    const { code, out, err } = await this.run(args, object);
    if (code !== 0) throw new Error(`kubectl ${args.join(" ")}: ${err}`);
    return out;
  }

  // biome-ignore lint/suspicious/noExplicitAny: objects are looked into by tests
  async get(kind: string, name: string): Promise<any> {
    return JSON.parse(await this.must(["get", kind, name, "-o", "json"]));
  }
}
