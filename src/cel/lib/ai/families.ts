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

/** The family of an extended resource; empty for what is no accelerator. */
export function family(resource: string): string {
  const slash = resource.indexOf("/");
  if (slash < 0) return "";
  const domain = resource.slice(0, slash);
  const name = resource.slice(slash + 1);
  if (domain === CLASS_DOMAIN) return familyOfClass(name) ?? "";
  const found = BY_DOMAIN.get(domain)?.find(([, prefixes]) => prefixes.some((prefix) => name.startsWith(prefix)));
  return found?.[2] ?? "";
}

/** The family of the devices of a DeviceClass, empty for what is no accelerator; undefined for one that nobody knows but its cluster. */
export function familyOfClass(deviceClass: string): string | undefined {
  return CLASSES.get(deviceClass);
}

/** The DeviceClass that an extended resource stands for by its name. */
export function classOfResource(resource: string): string | undefined {
  return resource.startsWith(`${CLASS_DOMAIN}/`) ? resource.slice(CLASS_DOMAIN.length + 1) : undefined;
}

export function isAccelerator(resource: string): boolean {
  return family(resource) !== "";
}

const SHARE_SUFFIXES = ["core", "cores", "mem", "memory", "percentage", "memory.max", "millicores", "tiles"];

/**
 * Whether a resource of an accelerator measures a share of its memory or its cores, as HAMi's and Volcano's do, and
 * not a number of devices. Of Neuron the cores are counted like devices.
 */
export function isShare(resource: string): boolean {
  const name = resource.toLowerCase();
  return SHARE_SUFFIXES.some((suffix) => name.endsWith(suffix)) && family(resource) !== "neuron";
}

/** Whether a resource gives its container every device of the node: Intel's monitoring. */
export function isMonitoring(resource: string): boolean {
  return resource.startsWith("gpu.intel.com/") && resource.endsWith("_monitoring");
}
