/** The families of accelerators: one device has many names, and a quota is for all of them together. */

/** The domain of extended resources, what their names in it begin with, and their family. */
const NAMES: readonly (readonly [domain: string, prefixes: readonly string[], family: string])[] = [
  ["nvidia.com", ["gpumem", "gpucores"], "vgpu"],
  // The network operator's devices.
  ["nvidia.com", ["hostdev", "mlnx", "rdma", "roce", "sriov"], ""],
  // A device plugin may call its GPUs anything.
  ["nvidia.com", [""], "nvidia"],
  ["volcano.sh", ["vgpu-"], "vgpu"],
  ["amd.com", ["gpu", "spx_", "dpx_", "tpx_", "qpx_", "cpx_"], "amd"],
  ["gpu.intel.com", [""], "intel"],
  ["habana.ai", [""], "gaudi"],
  ["google.com", ["tpu"], "tpu"],
  ["aws.amazon.com", ["neuron"], "neuron"],
  ["huawei.com", ["Ascend", "npu"], "ascend"],
  ["cambricon.com", [""], "cambricon"],
  ["hygon.com", ["dcu"], "hygon"],
  ["metax-tech.com", [""], "metax"],
  ["mthreads.com", [""], "mthreads"],
  ["enflame.com", [""], "enflame"],
  ["iluvatar.ai", [""], "iluvatar"],
  ["qualcomm.com", ["qaic"], "qualcomm"],
  ["rebellions.ai", [""], "rebellions"],
  ["furiosa.ai", [""], "furiosa"],
  ["tenstorrent.com", [""], "tenstorrent"],
];

const BY_DOMAIN = Map.groupBy(NAMES, ([domain]) => domain);

/** The names of all families, sorted. */
export const FAMILIES: readonly string[] = [
  ...new Set(NAMES.map(([, , family]) => family).filter((family) => family !== "")),
].sort();

/** What makes any DeviceClass an extended resource (KEP-5004). */
const CLASS_DOMAIN = "deviceclass.resource.kubernetes.io";

/** The DeviceClasses that drivers bring along; those without a family are no accelerators. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["gpu.nvidia.com", "nvidia"],
  ["mig.nvidia.com", "nvidia"],
  ["vfio.gpu.nvidia.com", "nvidia"],
  ["gpu.amd.com", "amd"],
  ["gpu.intel.com", "intel"],
  ["gaudi.intel.com", "gaudi"],
  ["tpu.google.com", "tpu"],
  ["neuron.aws.com", "neuron"],
  ["npu.furiosa.ai", "furiosa"],
  // NVIDIA's channels between the nodes of one domain.
  ["compute-domain-daemon.nvidia.com", ""],
  ["compute-domain-default-channel.nvidia.com", ""],
]);

/** What is known of an extended resource that gives devices. */
export interface DeviceResource {
  readonly domain: string;
  /** Empty where the devices are of a DeviceClass that only its cluster knows, or are no accelerators. */
  readonly family: string;
  /** The DeviceClass that the name stands for. */
  readonly deviceClass: string | undefined;
  /** Whether it measures a part of a device, its memory or its cores, as HAMi's and Volcano's do. */
  readonly isShare: boolean;
  /** Whether it gives every device of the node. */
  readonly isMonitoring: boolean;
}

/** Few names are in use, and they are asked for again and again. */
const known = new Map<string, DeviceResource | undefined>();
const MAX_KNOWN = 1_000;

/** Undefined for resources that are neither accelerators nor stand for a DeviceClass. */
export function deviceResource(resource: string): DeviceResource | undefined {
  if (known.has(resource)) return known.get(resource);
  const described = describe(resource);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(resource, described);
  return described;
}

const SHARE = /(?:cores?|mem|memory|percentage|memory\.max|millicores|tiles)$/i;

function describe(resource: string): DeviceResource | undefined {
  const slash = resource.indexOf("/");
  const domain = resource.slice(0, Math.max(slash, 0));
  const name = resource.slice(slash + 1);
  if (domain === CLASS_DOMAIN) {
    return { domain, family: familyOfClass(name) ?? "", deviceClass: name, isShare: false, isMonitoring: false };
  }
  const found = BY_DOMAIN.get(domain)?.find(([, prefixes]) => prefixes.some((prefix) => name.startsWith(prefix)));
  const family = found?.[2] ?? "";
  if (family === "") return undefined;
  // Neuron's cores are counted, like its devices.
  const isShare = family !== "neuron" && SHARE.test(name);
  return { domain, family, deviceClass: undefined, isShare, isMonitoring: isIntelMonitoring(domain, name) };
}

function isIntelMonitoring(domain: string, name: string): boolean {
  return domain === "gpu.intel.com" && name.endsWith("_monitoring");
}

/** The family of an extended resource; empty for what is no accelerator. */
export function family(resource: string): string {
  return deviceResource(resource)?.family ?? "";
}

export function isAccelerator(resource: string): boolean {
  return family(resource) !== "";
}

/**
 * The family of the devices of a DeviceClass, empty for what is no accelerator; undefined for a class that only its
 * cluster knows.
 */
export function familyOfClass(deviceClass: string): string | undefined {
  return CLASSES.get(deviceClass);
}
