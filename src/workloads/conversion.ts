/** Fields that stand in an object otherwise than in a pod. */
import { type Mutable, setMember } from "../json/mutable.ts";
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";
import { innerOrigin, memberOrigins, NOWHERE, type Origin } from "./origin.ts";
import { ABSENT, listPart, type Part } from "./part.ts";
import type { Conversion } from "./workload-kind.ts";

/** The field as the pod has it; absent where it has the wrong type. */
export function convert(part: Part, as: Conversion): Part {
  const { value, origin } = part;
  if (as === "image") return imageOf(part);
  if (as === "hostPath") return typeof value === "string" ? hostPathOf(value, origin) : ABSENT;
  if (Array.isArray(value)) return convertList(value, origin, as);
  return isObject(value) ? convertObject(value, origin, as) : ABSENT;
}

function convertList(list: readonly Json[], origin: Origin, as: Conversion): Part {
  if (as === "names") return namesOf(list, origin);
  return as === "imagedContainers" ? containersOf(list, origin) : ABSENT;
}

function convertObject(object: JsonObject, origin: Origin, as: Conversion): Part {
  if (as === "env") return envOf(object, origin);
  if (as === "gpu") return gpuOf(object, origin);
  if (as === "volume") return volumeOf(object, origin);
  return as === "gpuCount" ? amountsOf(object, origin) : ABSENT;
}

function imageOf({ value, origin }: Part): Part {
  const repository = member(value, "repository");
  const tag = member(value, "tag");
  const image: Origin = { ...origin, isImage: true };
  if (typeof repository !== "string" || repository === "") return { value: undefined, origin: image };
  return { value: typeof tag === "string" && tag !== "" ? `${repository}:${tag}` : repository, origin: image };
}

/** An image as the two fields that are put together with a colon again: of a digest, too. */
export function splitImage(image: string): { readonly repository: string; readonly tag: string } {
  const colon = image.lastIndexOf(":");
  if (colon <= image.lastIndexOf("/")) return { repository: image, tag: "" };
  return { repository: image.slice(0, colon), tag: image.slice(colon + 1) };
}

function containersOf(containers: readonly Json[], origin: Origin): Part {
  const parts = containers.map((container, i): Part => {
    const inner = innerOrigin(origin, i);
    if (!isObject(container)) return { value: container, origin: inner };
    const image = imageOf({ value: member(container, "image"), origin: innerOrigin(inner, "image") });
    const { image: _, ...others } = container;
    const value = image.value === undefined ? others : { ...others, image: image.value };
    return { value, origin: { ...inner, ...memberOrigins([["image", image.origin]]) } };
  });
  return listPart(parts, NOWHERE);
}

function envOf(variables: JsonObject, origin: Origin): Part {
  const parts = Object.entries(variables).map(([name, value]): Part => {
    const inner = innerOrigin(origin, name);
    return {
      value: { name, value },
      origin: {
        ...inner,
        ...memberOrigins([
          ["name", NOWHERE],
          ["value", inner],
        ]),
      },
    };
  });
  return listPart(parts, NOWHERE);
}

function namesOf(names: readonly Json[], origin: Origin): Part {
  const parts = names.map((name, i): Part => {
    const inner = innerOrigin(origin, i);
    return { value: { name }, origin: { ...inner, ...memberOrigins([["name", inner]]) } };
  });
  return listPart(parts, NOWHERE);
}

function gpuOf(gpu: JsonObject, origin: Origin): Part {
  const name = member(gpu, "name");
  const quantity = member(gpu, "quantity");
  if (typeof name !== "string" || quantity === undefined) return ABSENT;
  return amounts([[name, quantity, innerOrigin(origin, "quantity")]]);
}

function volumeOf(source: JsonObject, origin: Origin): Part {
  const named = memberOrigins([["name", NOWHERE]]);
  return listPart([{ value: { ...source, name: "data" }, origin: { ...origin, ...named } }], NOWHERE);
}

function hostPathOf(path: string, origin: Origin): Part {
  const hostPath = memberOrigins([["path", origin]]);
  const members = memberOrigins([
    ["name", NOWHERE],
    ["hostPath", hostPath],
  ]);
  return listPart(
    [{ value: { name: "data", hostPath: { path } }, origin: { ...origin, home: null, ...members } }],
    NOWHERE,
  );
}

const GPU = "nvidia.com/gpu";

function amountsOf(resources: JsonObject, origin: Origin): Part {
  const gpuType = member(resources, "gpuType");
  const gpu = typeof gpuType === "string" && gpuType !== "" ? gpuType : GPU;
  const own = ["cpu", "memory", "gpu"].filter((key) => Object.hasOwn(resources, key));
  const custom = member(resources, "custom");
  const inCustom = innerOrigin(origin, "custom");
  return amounts([
    ...own.map((key): Amount => [key === "gpu" ? gpu : key, resources[key] ?? null, innerOrigin(origin, key)]),
    ...(isObject(custom) ? Object.entries(custom) : []).map(([key, amount]): Amount => {
      return [key, amount, innerOrigin(inCustom, key)];
    }),
  ]);
}

type Amount = readonly [resource: string, amount: Json, origin: Origin];

function amounts(entries: readonly Amount[]): Part {
  const value: Mutable = {};
  for (const [resource, amount] of entries) setMember(value, resource, amount);
  return { value, origin: memberOrigins(entries.map(([resource, , origin]) => [resource, origin])) };
}
