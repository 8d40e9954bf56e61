import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faults, json, prepared, resultOf } from "../../../../test/cel/ai.ts";
import { ADMISSION } from "../../../../test/cel/environments.ts";
import { parseJson } from "../../../json/parse.ts";
import type { Overload } from "../../environment.ts";
import { showType, type Type } from "../../types.ts";
import { CelError, isJsonObject, Optional, type Result, type Value } from "../../values.ts";
import { AI_LIBRARY, aiTypes } from "./ai.ts";
import { RESULT_TYPES } from "./types.ts";

const OVERLOADS = AI_LIBRARY.functions.flatMap(({ overloads }) => overloads);

/** Whether a value has the type, with all of its fields and no others. */
function conforms(value: Result | undefined, type: Type): boolean {
  if (value === undefined || value instanceof CelError) return false;
  switch (type.kind) {
    case "dyn":
      return true;
    case "string":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "int":
      return Number.isSafeInteger(value);
    case "list":
      return Array.isArray(value) && value.every((element) => conforms(element, type.element));
    case "map":
      return isJsonObject(value) && Object.values(value).every((entry) => conforms(entry, type.value));
    case "opaque":
      return value instanceof Optional && (value.value === undefined || conforms(value.value, type.params[0] as Type));
    case "object":
      return isJsonObject(value) && hasFields(value, RESULT_TYPES.get(type.name) as ReadonlyMap<string, Type>);
    default:
      throw new Error(`no such type in the library: ${showType(type)}`);
  }
}

function hasFields(value: { readonly [key: string]: Value }, fields: ReadonlyMap<string, Type>): boolean {
  const keys = Object.keys(value);
  return keys.length === fields.size && [...fields].every(([name, type]) => conforms(value[name], type));
}

const WORDS = [
  ...["metadata", "spec", "name", "labels", "annotations", "containers", "initContainers", "ephemeralContainers"],
  ...["resources", "requests", "limits", "overhead", "nvidia.com/gpu", "nvidia.com/gpumem", "restartPolicy", "Always"],
  ...["env", "value", "valueFrom", "command", "args", "sh", "-c", "$(A)", "$A", "A", "--model", "--model=x", "vllm"],
  ...["serve", "volumes", "hostPath", "image", "reference", "path", "resourceClaims", "resourceClaimName", "devices"],
  ...["exactly", "firstAvailable", "deviceClassName", "count", "matchLabels", "matchExpressions", "key", "operator"],
  ...["values", "In", "securityContext", "capabilities", "add", "privileged", "runAsUser", "serveConfigV2", "model: x"],
  ...["predictor", "model", "storageUri", "__proto__", "constructor", "toString", "length", "hasOwnProperty", "kind"],
];

const word = fc.constantFrom(...WORDS);
const leaf = fc.oneof(
  word,
  fc.jsonValue({ maxDepth: 1 }),
  fc.string(),
  fc.constantFrom(1337, true, null, "8", -1, 1.5),
);

/** JSON that looks a little like a pod. */
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    leaf,
    fc.array(tie("node"), { maxLength: 4 }),
    fc.uniqueArray(fc.tuple(word, tie("node")), { maxLength: 6, selector: ([key]) => key }).map((entries) => {
      return Object.fromEntries(entries);
    }),
  ),
}));
const value = node.map((made) => parseJson(JSON.stringify(made)));

function argumentOf(type: Type): fc.Arbitrary<Value> {
  if (type.kind === "string") return fc.oneof(word, fc.string({ unit: "binary" }));
  return type.kind === "list" ? fc.array(value, { maxLength: 4 }) : value;
}

function call(overload: Overload, args: readonly Value[]): Result {
  const [a = null, b = null, c = null, d = null] = args;
  return overload.call(a, b, c, d);
}

describe.each(OVERLOADS.map((overload) => [overload.id, overload] as const))("%s", (_, overload) => {
  it("gives what it declares, whatever it gets, at a finite cost", () => {
    fc.assert(
      fc.property(fc.tuple(...overload.params.map(argumentOf)), (args) => {
        const result = call(overload, args);
        expect(conforms(result, overload.result)).toBe(true);
        expect(overload.cost?.(args, result)).toBeGreaterThanOrEqual(1);
        expect(call(overload, args)).toEqual(result);
      }),
      { numRuns: 300 },
    );
  });

  it("costs one where an argument is an error", () => {
    const error = new CelError("no such key: spec");
    expect(overload.cost?.([error as unknown as Value, error as unknown as Value], error)).toBe(1);
  });
});

it.each<[source: string, message: string, suggestion: string | undefined]>([
  ["containers(pod)[0].imge", "undefined field 'imge'", "image"],
  ["containers(pod).filter(c, c.kin == 'init').size() == 0", "undefined field 'kin'", "kind"],
  ["has(accelerators(pod).famlies)", "undefined field 'famlies'", "families"],
  ["accelerators(pod).?totl.orValue(0)", "undefined field 'totl'", "total"],
  ["image('x').registri == ''", "undefined field 'registri'", "registry"],
  ["models(pod).all(m, m.revison != '')", "undefined field 'revison'", "revision"],
  ["mesh(pod, namespaceObject).bypass == []", "undefined field 'bypass'", "bypasses"],
  ["hostPaths(pod).exists(v, v.hostpath == '/')", "undefined field 'hostpath'", "hostPath"],
  ["acelerators(pod).total", "undeclared reference to 'acelerators' (in container '')", "accelerators"],
  ["accelerators(pod).total == '8'", "found no matching overload for '_==_' applied to '(int, string)'", undefined],
  ["image(1)", "found no matching overload for 'image' applied to '(int)'", undefined],
  ["sallyport.Image{}", "undeclared reference to 'sallyport.Image' (in container '')", undefined],
])("does not compile: %s", (source, message, suggestion) => {
  expect(faults(source)).toEqual([[message, suggestion]]);
});

it("leaves the environment of Kubernetes' own policies alone", () => {
  const known = new Set([...ADMISSION.functions.values()].flatMap(({ overloads }) => overloads.map(({ id }) => id)));
  expect(OVERLOADS.filter(({ id }) => known.has(id))).toEqual([]);
  // Kubernetes has members of these names: of an authorizer and of an IP address.
  const shared = AI_LIBRARY.functions.map(({ name }) => name).filter((name) => ADMISSION.functions.has(name));
  expect(shared).toEqual(["path", "family"]);
});

it("knows the fields of the types that functions give, and no types that can be made", () => {
  for (const name of RESULT_TYPES.keys()) {
    expect(aiTypes.findType(name)).toBeUndefined();
    expect(aiTypes.fieldNames(name)?.length).toBeGreaterThan(0);
  }
});

it.each<[source: string, result: unknown]>([
  ["has(containers(pod)[0].name) && has(accelerators(pod).families)", true],
  ["has(accelerators(pod).families.nvidia)", false],
  ["containers(pod)[0].?name.orValue('none')", "a"],
  ["containers(pod)[?1].hasValue()", false],
  ["containers(pod).map(c, image(c.image).tag)[0]", "1"],
  ["containers(pod) == containers(pod)", true],
  ["containers(optional.none()).size() + containers(b'a').size() + models(duration('1s')).size()", 0],
  ["env(b'a', 'A').hasValue() || hasArgument(optional.of(1), '--a') || selects(b'a', type(1))", false],
  ["accelerators(pod, [dyn(1), dyn(b'a'), dyn(null)]).total", 0],
  ["type(mesh(pod, null)) == map", true],
  ["ip('::1').family() == 6 && family('amd.com/gpu') == 'amd'", true],
])("goes with the rest of the language: %s", (source, result) => {
  const pod = json({ spec: { containers: [{ name: "a", image: "b:1" }] } });
  expect(resultOf(source, { pod })).toEqual(result);
});

/** Pods of about 3 MB, in which a function has much to go through. */
const MANY = 30_000;
const list = <T>(element: (i: number) => T) => Array.from({ length: MANY }, (_, i) => element(i));
const PADDING = "x".repeat(60);
const HUGE: { readonly [what: string]: Value } = {
  containers: json({ spec: { containers: list((i) => ({ name: `c${i}`, image: PADDING })) } }),
  resources: json({
    spec: {
      containers: [{ resources: { limits: Object.fromEntries(list((i) => [`nvidia.com/${PADDING}${i}`, "1"])) } }],
    },
  }),
  env: json({ spec: { containers: [{ env: list((i) => ({ name: `E${i}`, value: PADDING })) }] } }),
  args: json({ spec: { containers: [{ args: list((i) => `--a${i}=${PADDING}`) }] } }),
  programs: json({ spec: { containers: [{ args: list((i) => (i % 2 === 0 ? "trtllm-serve" : "--a")) }] } }),
  script: json({ spec: { containers: [{ command: ["sh", "-c", list((i) => `a${i} '${PADDING}' $X;`).join("")] }] } }),
  volumes: json({ spec: { volumes: list((i) => ({ name: `v${i}`, hostPath: { path: PADDING } })) } }),
  claims: json({ spec: { resourceClaims: list((i) => ({ resourceClaimName: `${PADDING}${i}` })) } }),
  uris: json({ spec: { model: { lora: { adapters: list((i) => ({ uri: `hf://${PADDING}/${i}` })) } } } }),
  config: json({ spec: { serveConfigV2: list((i) => `model_id: ${PADDING}${i}\n`).join("") } }),
  capabilities: json({ spec: { containers: [{ securityContext: { capabilities: { add: list(() => PADDING) } } }] } }),
  selector: json({ matchExpressions: [{ key: "a", operator: "NotIn", values: list(() => PADDING) }] }),
};

describe("an object of 3 MB", () => {
  it.each<[what: string, call: string]>([
    ["containers", "containers(pod).size()"],
    ["containers", "accelerators(pod).total"],
    ["containers", "models(pod).size()"],
    ["containers", "mesh(pod, null).injected"],
    ["resources", "accelerators(pod).total"],
    ["env", "env(pod.spec.containers[0], 'E1').value()"],
    ["env", "envNames(pod.spec.containers[0]).size()"],
    ["env", "env(containers(pod)[0], 'E1').value()"],
    ["env", "argument(pod.spec.containers[0], '--a').hasValue()"],
    ["args", "hasArgument(pod.spec.containers[0], '--a')"],
    ["args", "commandLine(pod.spec.containers[0]).size()"],
    ["args", "models(pod).size()"],
    ["programs", "models(pod).size()"],
    ["script", "argument(containers(pod)[0], '--a').hasValue()"],
    ["script", "models(pod).size()"],
    ["volumes", "hostPaths(pod).size()"],
    ["claims", "accelerators(pod, []).missingClaims.size()"],
    ["uris", "models(pod).size()"],
    ["config", "models(pod).size()"],
    ["capabilities", "mesh(pod, null).bypasses.size()"],
    ["selector", "selects(pod, {})"],
    ["selector", "image(pod.matchExpressions[0].values.join('/')).valid"],
  ])("of many %s costs as much as going through it: %s", (what, call) => {
    const { program, vars } = prepared(call, { pod: HUGE[what] as Value });
    const { result, cost } = program.evaluate(vars, 10_000_000);
    expect(result).not.toBeInstanceOf(CelError);
    expect(cost).toBeGreaterThan(MANY);
    const often = prepared(`lists.range(1000).all(i, dyn(${call}) != i - 1000)`, { pod: HUGE[what] as Value });
    const spent = often.program.evaluate(often.vars, 1_000_000);
    expect(spent.result).toEqual(new CelError("operation cancelled: actual cost limit exceeded"));
  });
});

it("does not let variables of a few characters become a text that nothing pays for", () => {
  const doubling = Array.from({ length: 12 }, (_, i) => ({ name: `V${i + 1}`, value: `$(V${i})$(V${i})` }));
  const cost = (scripts: number) => {
    const command = Array.from({ length: scripts }, () => ["sh", "-c", "$V12"]).flat();
    const container = json({ command, env: [{ name: "V0", value: "a b c d e " }, ...doubling] });
    const { program, vars } = prepared("commandLine(pod).size()", { pod: container });
    return program.evaluate(vars, 10_000_000);
  };
  expect(cost(10).cost).toBeGreaterThan(10 * (5 * 2 ** 12));
  expect(cost(1000).result).toEqual(new CelError("operation cancelled: actual cost limit exceeded"));
});
