import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";
import { accelerators } from "./accelerators.ts";
import { MOST } from "./amounts.ts";

type Resources = { readonly [name: string]: unknown };

const limits = (list: Resources, rest: Resources = {}) => ({ resources: { limits: list }, ...rest });
const sidecar = (list: Resources) => limits(list, { restartPolicy: "Always" });
const pod = (containers: unknown[], initContainers: unknown[] = [], rest: Resources = {}) =>
  json({ spec: { containers, initContainers, ...rest } });

const GPU = "nvidia.com/gpu";

it.each<[what: string, pod: ReturnType<typeof pod>, families: Resources]>([
  ["none", pod([{ name: "web" }]), {}],
  ["one container", pod([limits({ [GPU]: "8", cpu: "4" })]), { nvidia: 8 }],
  ["a number", pod([limits({ [GPU]: 8 })]), { nvidia: 8 }],
  ["containers add up", pod([limits({ [GPU]: 4 }), limits({ [GPU]: "4" })]), { nvidia: 8 }],
  ["names of a family add up", pod([limits({ [GPU]: 4 }), limits({ "nvidia.com/mig-1g.10gb": 5 })]), { nvidia: 9 }],
  ["families apart", pod([limits({ [GPU]: 1 }), limits({ "amd.com/gpu": 2 })]), { nvidia: 1, amd: 2 }],
  ["requests before limits", pod([{ resources: { requests: { [GPU]: 2 }, limits: { [GPU]: 3 } } }]), { nvidia: 2 }],
  ["null requests", pod([{ resources: { requests: { [GPU]: null }, limits: { [GPU]: 3 } } }]), { nvidia: 3 }],
  ["an init container before", pod([limits({ [GPU]: 8 })], [limits({ [GPU]: 8 })]), { nvidia: 8 }],
  ["a larger init container", pod([limits({ [GPU]: 2 })], [limits({ [GPU]: 4 }), limits({ [GPU]: 3 })]), { nvidia: 4 }],
  ["a sidecar", pod([limits({ [GPU]: 2 })], [sidecar({ [GPU]: 3 })]), { nvidia: 5 }],
  ["a step after a sidecar", pod([{}], [sidecar({ [GPU]: 2 }), limits({ [GPU]: 8 })]), { nvidia: 10 }],
  ["a step before a sidecar", pod([{}], [limits({ [GPU]: 8 }), sidecar({ [GPU]: 2 })]), { nvidia: 8 }],
  ["the most of each name", pod([limits({ [GPU]: 1 })], [limits({ "nvidia.com/mig-1g.10gb": 7 })]), { nvidia: 8 }],
  ["overhead", pod([limits({ [GPU]: 1 })], [], { overhead: { [GPU]: "1", cpu: "250m" } }), { nvidia: 2 }],
  ["pod-level resources", pod([limits({ [GPU]: 4 })], [], { resources: { limits: { [GPU]: 1 } } }), { nvidia: 4 }],
  ["zero", pod([limits({ [GPU]: "0" })]), {}],
  ["a fraction", pod([limits({ [GPU]: "500m" })]), { nvidia: 1 }],
  ["a decimal", pod([limits({ [GPU]: 1.5 })]), { nvidia: 2 }],
  ["a large unit", pod([limits({ [GPU]: "2k" })]), { nvidia: 2000 }],
  ["no quantity", pod([limits({ [GPU]: "eight" })]), { nvidia: MOST }],
  ["nothing at all", pod([limits({ [GPU]: "" })]), { nvidia: MOST }],
  ["less than none", pod([limits({ [GPU]: "16" }), limits({ [GPU]: "-8" })]), { nvidia: MOST }],
  ["an endless fraction", pod([limits({ [GPU]: `8.${"0".repeat(2000)}` })]), { nvidia: MOST }],
  ["beyond all numbers", pod([limits({ [GPU]: "9E" }), limits({ [GPU]: "9E" })]), { nvidia: MOST }],
  ["a list", pod([limits({ [GPU]: [1] })]), { nvidia: MOST }],
  [
    "Neuron's three names",
    pod([limits({ "aws.amazon.com/neuron": 1, "aws.amazon.com/neuroncore": 2 })]),
    { neuron: 2 },
  ],
  ["vGPUs of HAMi", pod([limits({ [GPU]: 2, "nvidia.com/gpumem": 3000 })]), { nvidia: 2 }],
  ["a share without a number", pod([limits({ "nvidia.com/gpumem": 3000 })]), { vgpu: 1 }],
  [
    "shares of two containers",
    pod([limits({ [GPU]: 1 }), limits({ "nvidia.com/gpucores": 30 })]),
    { nvidia: 1, vgpu: 1 },
  ],
  ["vGPUs of Volcano", pod([limits({ "volcano.sh/vgpu-number": 2, "volcano.sh/vgpu-memory": 9000 })]), { vgpu: 2 }],
  ["network of NVIDIA", pod([limits({ "nvidia.com/hostdev": 1 })]), {}],
  ["a DeviceClass by name", pod([limits({ "deviceclass.resource.kubernetes.io/gpu.nvidia.com": 2 })]), { nvidia: 2 }],
  ["ephemeral containers", json({ spec: { ephemeralContainers: [limits({ [GPU]: 1 })] } }), {}],
])("counts families: %s", (_, pod, families) => {
  const total = Object.values(families).reduce<number>((sum, count) => Math.min(MOST, sum + Number(count)), 0);
  expect(accelerators(pod, [])).toMatchObject({ families, total, adminAccess: false, missingClaims: [] });
});

it("gives amounts by resource, shares too, and only of accelerators", () => {
  const shared = pod([
    limits({ [GPU]: 1, "nvidia.com/gpumem": "4k", cpu: 1, "example.com/fpga": 1, "nvidia.com/x": 0 }),
  ]);
  expect(accelerators(shared, []).resources).toEqual({ [GPU]: 1, "nvidia.com/gpumem": 4000 });
});

it.each<[resource: string, family: string]>([
  ["nvidia.com/gpu", "nvidia"],
  ["nvidia.com/gpu.shared", "nvidia"],
  ["nvidia.com/a100-renamed", "nvidia"],
  ["nvidia.com/gpumem-percentage", "vgpu"],
  ["volcano.sh/vgpu-cores", "vgpu"],
  ["amd.com/cpx_nps4", "amd"],
  ["amd.com/xilinx_u250", ""],
  ["gpu.intel.com/i915_monitoring", "intel"],
  ["habana.ai/gaudi", "gaudi"],
  ["google.com/tpu", "tpu"],
  ["aws.amazon.com/neuroncore", "neuron"],
  ["vpc.amazonaws.com/efa", ""],
  ["huawei.com/Ascend910B", "ascend"],
  ["furiosa.ai/rngd", "furiosa"],
  ["deviceclass.resource.kubernetes.io/tpu.google.com", "tpu"],
  ["cpu", ""],
  ["", ""],
  ["/gpu", ""],
  ["constructor/gpu", ""],
  ["nvidia.com", ""],
])("family('%s')", (resource, family) => {
  expect(resultOf(`family('${resource}')`, {})).toBe(family);
  expect(resultOf(`isAccelerator('${resource}')`, {})).toBe(family !== "");
});

const exactly = (request: Resources) => ({ name: "gpu", exactly: request });
const claim = (name: string, ...requests: unknown[]) =>
  json({ kind: "ResourceClaim", metadata: { name }, spec: { devices: { requests } } });
const template = (name: string, ...requests: unknown[]) =>
  json({ kind: "ResourceClaimTemplate", metadata: { name }, spec: { spec: { devices: { requests } } } });
const claiming = (...resourceClaims: unknown[]) => pod([{}], [], { resourceClaims });

const ONE = exactly({ deviceClassName: "gpu.nvidia.com" });
const ALL = exactly({ deviceClassName: "gpu.nvidia.com", allocationMode: "All", adminAccess: true });
const EITHER = {
  name: "either",
  firstAvailable: [
    { deviceClassName: "gpu.nvidia.com", count: 2 },
    { deviceClassName: "gpu.amd.com", count: 4 },
    { deviceClassName: "gpu.nvidia.com", count: 3 },
  ],
};

it.each<[what: string, pod: ReturnType<typeof pod>, claims: ReturnType<typeof claim>[], expected: Resources]>([
  [
    "one device",
    claiming({ resourceClaimName: "a" }),
    [claim("a", ONE)],
    { families: { nvidia: 1 }, classes: { "gpu.nvidia.com": 1 }, total: 1, missingClaims: [] },
  ],
  [
    "a template, used twice",
    claiming({ resourceClaimTemplateName: "a" }, { resourceClaimTemplateName: "a" }),
    [template("a", exactly({ deviceClassName: "mig.nvidia.com", count: 2 }))],
    { families: { nvidia: 4 }, classes: { "mig.nvidia.com": 4 }, total: 4 },
  ],
  [
    "a claim, referred to twice",
    claiming({ resourceClaimName: "a" }, { resourceClaimName: "a" }),
    [claim("a", ONE)],
    { total: 1 },
  ],
  [
    "all devices, as an administrator",
    claiming({ resourceClaimName: "a" }),
    [claim("a", ALL)],
    { total: 32, adminAccess: true, allDevices: true },
  ],
  [
    "the first available",
    claiming({ resourceClaimName: "a" }),
    [claim("a", EITHER)],
    { families: { nvidia: 3, amd: 4 }, classes: { "gpu.nvidia.com": 3, "gpu.amd.com": 4 }, total: 4 },
  ],
  [
    "a class of the cluster's own",
    claiming({ resourceClaimName: "a" }),
    [claim("a", exactly({ deviceClassName: "__proto__", count: 2 }))],
    { families: {}, classes: JSON.parse('{"__proto__":2}') as Resources, total: 2 },
  ],
  [
    "the form of v1beta1",
    claiming({ resourceClaimName: "a" }),
    [claim("a", { name: "gpu", deviceClassName: "gpu.nvidia.com", count: 2 })],
    { total: 2 },
  ],
  [
    "claims that nobody knows",
    claiming({ resourceClaimName: "b" }, { resourceClaimTemplateName: "a" }, { resourceClaimName: "b" }, null, {}),
    [claim("a", ONE)],
    { total: 0, missingClaims: ["b", "a"] },
  ],
  [
    "what is no request",
    claiming({ resourceClaimName: "a" }),
    [claim("a", null, "x", exactly({ count: 3 }), exactly({ deviceClassName: 1 }), { firstAvailable: [null, ["x"]] })],
    { total: 0, classes: {} },
  ],
  [
    "an unreadable count",
    claiming({ resourceClaimName: "a" }),
    [claim("a", exactly({ deviceClassName: "gpu.nvidia.com", count: "many" }))],
    { total: MOST },
  ],
  [
    "NVIDIA's channels",
    claiming({ resourceClaimName: "a" }),
    [claim("a", exactly({ deviceClassName: "compute-domain-default-channel.nvidia.com" }))],
    { total: 0, classes: { "compute-domain-default-channel.nvidia.com": 1 } },
  ],
])("counts claims: %s", (_, pod, claims, expected) => {
  expect(accelerators(pod, claims)).toMatchObject(expected);
});

it.each<[source: string, result: unknown]>([
  ["accelerators(pod).total > 8", true],
  ["accelerators(pod).families.?nvidia.orValue(0)", 9],
  ["accelerators(pod).families.?amd.orValue(0)", 0],
  ["accelerators(pod).resources.exists(name, name.startsWith('nvidia.com/mig-'))", true],
  ["accelerators(pod).missingClaims", ["gpu"]],
  ["accelerators(pod, claims).missingClaims.size() == 0 && accelerators(pod, claims).adminAccess", true],
  ["accelerators(pod, claims).total", 41],
  ["accelerators(pod).fractions", ["gpu-fraction"]],
  ["accelerators(dyn(1)).total", 0],
])("%s", (source, result) => {
  const inputs = {
    pod: json({
      metadata: { annotations: { "gpu-fraction": "0.5" } },
      spec: {
        containers: [limits({ [GPU]: 8, "nvidia.com/mig-1g.10gb": 1 })],
        resourceClaims: [{ name: "gpu", resourceClaimName: "gpu" }],
      },
    }),
    claims: [claim("gpu", ALL)],
  };
  expect(resultOf(source, inputs)).toEqual(result);
});
