/** The accelerators that a pod gets, under all the names that they have. */
import type { JsonObject, Value } from "../../values.ts";
import { type Amounts, add, addAll, raise, sum } from "./amounts.ts";
import { claimedDevices } from "./claims.ts";
import { deviceResource, family, familyOfClass } from "./families.ts";
import { podRequests } from "./pod-requests.ts";
import { textAt } from "./read.ts";
import { OBJECT_WALK, walked } from "./walked.ts";

/** What `accelerators(pod)` gives. */
export type Accelerators = {
  /** Whole devices of all families and classes. */
  readonly total: number;
  /** Devices by family; only those that are asked for. */
  readonly families: JsonObject;
  /** Amounts by extended resource, of devices and of shares. */
  readonly resources: JsonObject;
  /** Devices by DeviceClass. */
  readonly classes: JsonObject;
  /** The annotations that ask for a part of a GPU, which no quota sees. */
  readonly fractions: readonly string[];
  readonly adminAccess: boolean;
  /** Whether it asks for every device of a node. */
  readonly allDevices: boolean;
  readonly missingClaims: readonly string[];
};

/** KAI's and Run:ai's. */
const FRACTIONS = ["gpu-fraction", "gpu-memory", "gpu-fraction-num-devices"];

/** @param claims the ResourceClaims and ResourceClaimTemplates among which the pod's are looked for */
export function accelerators(pod: Value, claims: readonly Value[]): Accelerators {
  const requests = podRequests(pod);
  const claimed = claimedDevices(pod, claims);
  const { families, classes, total } = requestedDevices(requests.amounts, requests.implied);
  addAll(families, claimed.families);
  addAll(classes, claimed.classes);
  const result = {
    total: sum(total, claimed.total),
    families: asObject(families),
    resources: asObject(requests.amounts),
    classes: asObject(classes),
    fractions: FRACTIONS.filter((name) => textAt(pod, "metadata", "annotations", name) !== undefined),
    adminAccess: claimed.adminAccess,
    allDevices: claimed.allDevices || asksForMonitoring(requests.amounts),
    missingClaims: claimed.missing,
  };
  return walked(result, (requests.walked + claimed.walked) * OBJECT_WALK);
}

interface Devices {
  readonly families: Amounts;
  readonly classes: Amounts;
  readonly total: number;
}

function requestedDevices(amounts: Amounts, implied: Amounts): Devices {
  const families: Amounts = new Map();
  const classes: Amounts = new Map();
  let total = 0;
  for (const [name, amount] of amounts) {
    const resource = deviceResource(name);
    const deviceClass = resource?.deviceClass;
    if (deviceClass !== undefined) add(classes, deviceClass, amount);
    if (deviceClass !== undefined && familyOfClass(deviceClass) === undefined) total = sum(total, amount);
    else if (resource !== undefined && !resource.isShare) count(families, resource.family, amount);
  }
  for (const [share, amount] of implied) count(families, family(share), amount);
  for (const amount of families.values()) total = sum(total, amount);
  return { families, classes, total };
}

/** The names of Neuron are of the same chips, so that the largest counts; other names of a family add up. */
function count(families: Amounts, name: string, amount: number): void {
  if (name === "neuron") raise(families, name, amount);
  else if (name !== "") add(families, name, amount);
}

function asksForMonitoring(amounts: Amounts): boolean {
  for (const [name, amount] of amounts) if (amount > 0 && deviceResource(name)?.isMonitoring === true) return true;
  return false;
}

/** Without what is asked for zero times. Keys may be anything, `__proto__` too. */
function asObject(amounts: Amounts): JsonObject {
  return Object.fromEntries([...amounts].filter(([, amount]) => amount > 0));
}
