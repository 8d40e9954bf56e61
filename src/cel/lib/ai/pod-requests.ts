/** What a pod requests of extended resources, as the scheduler counts (k8s.io/component-helpers/resource). */
import type { Value } from "../../values.ts";
import { type Amounts, add, addAll, deviceCount, raise } from "./amounts.ts";
import { containersOf } from "./containers.ts";
import { deviceResource } from "./families.ts";
import { at, entriesAt } from "./read.ts";

export interface PodRequests {
  /** Devices and shares of devices by the name of the resource. */
  readonly amounts: Amounts;
  /** The families' shares whose containers do not say of how many devices: one each. By the name of the share. */
  readonly implied: Amounts;
  /** How many containers and entries were looked into. */
  readonly walked: number;
}

/**
 * `max(containers and sidecars, each init container with the sidecars before it) + overhead`, by resource: what one
 * init container uses the next may use again. The pod's own `resources` are about cpu, memory and hugepages only.
 */
export function podRequests(pod: Value): PodRequests {
  const devices = new Effective();
  const implied = new Effective();
  let walked = 0;
  for (const { kind, spec } of containersOf(pod)) {
    const request = requestOf(at(spec, "resources"));
    walked += 1 + request.walked;
    if (kind === "ephemeral") continue;
    devices.add(kind, request.amounts);
    implied.add(kind, impliedDevices(request.amounts));
  }
  const overhead = acceleratorsIn(at(pod, "spec", "overhead"));
  const amounts = devices.total();
  addAll(amounts, overhead.amounts);
  return { amounts, implied: implied.total(), walked: walked + overhead.walked };
}

/** Amounts of several containers that start one after the other. */
class Effective {
  readonly #main: Amounts = new Map();
  readonly #sidecars: Amounts = new Map();
  readonly #steps: Amounts = new Map();

  add(kind: "init" | "sidecar" | "container", amounts: Amounts): void {
    for (const [name, amount] of amounts) {
      if (kind === "init") raise(this.#steps, name, (this.#sidecars.get(name) ?? 0) + amount);
      else add(kind === "sidecar" ? this.#sidecars : this.#main, name, amount);
    }
  }

  total(): Amounts {
    const total = new Map(this.#main);
    addAll(total, this.#sidecars);
    for (const [name, amount] of this.#steps) raise(total, name, amount);
    return total;
  }
}

interface Request {
  readonly amounts: Amounts;
  readonly walked: number;
}

/** Requests, and limits where nothing is requested: a limit alone becomes the request. */
function requestOf(resources: Value | undefined): Request {
  const requests = acceleratorsIn(at(resources, "requests"));
  const limits = acceleratorsIn(at(resources, "limits"));
  return {
    amounts: new Map([...limits.amounts, ...requests.amounts]),
    walked: requests.walked + limits.walked,
  };
}

function acceleratorsIn(list: Value | undefined): Request {
  const entries = entriesAt(list);
  const amounts: Amounts = new Map();
  for (const [name, amount] of entries) {
    if (amount !== null && deviceResource(name) !== undefined) amounts.set(name, deviceCount(amount));
  }
  return { amounts, walked: entries.length };
}

/** HAMi gives one device to a container that asks for a share and does not say of how many. */
function impliedDevices(amounts: Amounts): Amounts {
  const shares = new Map<string, string>();
  const counted = new Set<string>();
  for (const [name, amount] of amounts) {
    const resource = deviceResource(name);
    if (resource === undefined || amount === 0) continue;
    if (resource.isShare) shares.set(resource.domain, name);
    else counted.add(resource.domain);
  }
  return new Map([...shares].filter(([domain]) => !counted.has(domain)).map(([, share]) => [share, 1]));
}
