/** The devices that a pod gets through ResourceClaims (resource.k8s.io): counted as ResourceQuota counts them. */
import type { Value } from "../../values.ts";
import { type Amounts, add, deviceCount, raise, sum } from "./amounts.ts";
import { familyOfClass } from "./families.ts";
import { at, isTrue, listAt, textAt } from "./read.ts";

export interface ClaimedDevices {
  /** By DeviceClass. Of alternatives, each class has the most that it may have to give. */
  readonly classes: Amounts;
  /** The same, by family, of the classes that have one. */
  readonly families: Amounts;
  /** Of alternatives, only the largest counts. */
  readonly total: number;
  readonly adminAccess: boolean;
  readonly allDevices: boolean;
  /** The names of claims and templates that the pod refers to and nobody has given. */
  readonly missing: readonly string[];
  readonly walked: number;
}

/** What a claim may hold at most, which is what asking for all devices counts as. */
const ALL_DEVICES = 32;

/** @param claims ResourceClaims and ResourceClaimTemplates of the pod's namespace */
export function claimedDevices(pod: Value, claims: readonly Value[]): ClaimedDevices {
  const counter = new Counter();
  const known = new Map(
    claims.map((claim) => [keyOf(textAt(claim, "kind"), textAt(claim, "metadata", "name")), claim]),
  );
  const missing = new Set<string>();
  for (const [kind, name] of references(pod)) {
    counter.walked++;
    const claim = known.get(keyOf(kind, name));
    if (claim === undefined) missing.add(name);
    else counter.count(kind === "ResourceClaim" ? at(claim, "spec") : at(claim, "spec", "spec"));
  }
  const { classes, families, total, adminAccess, allDevices, walked } = counter;
  return { classes, families, total, adminAccess, allDevices, missing: [...missing], walked: walked + claims.length };
}

function keyOf(kind: string | undefined, name: string | undefined): string {
  return `${kind ?? ""}/${name ?? ""}`;
}

/** A claim that is referred to twice is one; each reference to a template makes a claim of its own. */
function references(pod: Value): readonly (readonly [kind: string, name: string])[] {
  const claims = new Set<string>();
  const found: [string, string][] = [];
  for (const entry of listAt(pod, "spec", "resourceClaims")) {
    const claim = textAt(entry, "resourceClaimName");
    const template = textAt(entry, "resourceClaimTemplateName");
    if (claim !== undefined && !claims.has(claim)) found.push(["ResourceClaim", claim]);
    if (claim !== undefined) claims.add(claim);
    if (template !== undefined) found.push(["ResourceClaimTemplate", template]);
  }
  return found;
}

/** Adds up the requests of claims. */
class Counter {
  readonly classes: Amounts = new Map();
  readonly families: Amounts = new Map();
  total = 0;
  adminAccess = false;
  allDevices = false;
  walked = 0;

  count(spec: Value | undefined): void {
    for (const request of listAt(spec, "devices", "requests")) this.#countRequest(request);
  }

  #countRequest(request: Value): void {
    const alternatives = listAt(request, "firstAvailable");
    const classes: Amounts = new Map();
    const families: Amounts = new Map();
    let most = 0;
    // Before v1beta2 what is now in `exactly` stood in the request itself.
    for (const device of alternatives.length > 0 ? alternatives : [at(request, "exactly") ?? request]) {
      this.walked++;
      const deviceClass = textAt(device, "deviceClassName");
      if (deviceClass === undefined) continue;
      const count = this.#devices(device);
      const family = familyOfClass(deviceClass);
      raise(classes, deviceClass, count);
      if (family !== undefined && family !== "") raise(families, family, count);
      if (family !== "") most = Math.max(most, count);
    }
    for (const [name, count] of classes) add(this.classes, name, count);
    for (const [name, count] of families) add(this.families, name, count);
    this.total = sum(this.total, most);
  }

  #devices(device: Value): number {
    if (isTrue(at(device, "adminAccess"))) this.adminAccess = true;
    const isAll = at(device, "allocationMode") === "All";
    if (isAll) this.allDevices = true;
    return isAll ? ALL_DEVICES : deviceCount(at(device, "count") ?? 1);
  }
}
