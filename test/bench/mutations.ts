/**
 * Sixteen mutating policies as secure defaults are: most of them change something small in most pods, some have guards
 * that a pod seldom meets.
 */

export interface Mutation {
  /** What must be true of a pod, in CEL. */
  readonly guards?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** In CEL, one of the two. */
  readonly apply?: string;
  readonly patch?: string;
}

const NOT_SKIPPED =
  "!object.metadata.?annotations[?'example.com/skip-defaults'].orValue('').split(',').exists(n, n == 'true')";
const GPUS =
  "object.spec.containers.filter(c, c.?resources.?limits.orValue({}).exists(name, name.matches('^(nvidia|amd)[.]com/')))";

const label = (key: string, value: string): Mutation => ({
  guards: [NOT_SKIPPED, `!object.metadata.?labels[?'${key}'].hasValue()`],
  apply: `Object{metadata: Object.metadata{labels: {'${key}': ${value}}}}`,
});

export const MUTATIONS: readonly Mutation[] = [
  label("example.com/managed-by", "'sallyport'"),
  label("example.com/cost-center", "object.metadata.?labels.team.orValue('none')"),
  label("example.com/accelerated", `${GPUS}.size() > 0 ? 'yes' : 'no'`),
  {
    patch:
      "[JSONPatch{op: 'add', path: has(object.metadata.annotations) ? '/metadata/annotations/' + jsonpatch.escapeKey('example.com/admitted-by') : '/metadata/annotations', value: has(object.metadata.annotations) ? dyn('sallyport') : dyn({'example.com/admitted-by': 'sallyport'})}]",
  },
  {
    guards: [NOT_SKIPPED, "!has(object.spec.securityContext) || !has(object.spec.securityContext.seccompProfile)"],
    apply:
      "Object{spec: Object.spec{securityContext: Object.spec.securityContext{seccompProfile: Object.spec.securityContext.seccompProfile{type: 'RuntimeDefault'}}}}",
  },
  {
    guards: [NOT_SKIPPED],
    apply:
      "Object{spec: Object.spec{containers: object.spec.containers.filter(c, !has(c.securityContext) || !has(c.securityContext.allowPrivilegeEscalation)).map(c, Object.spec.containers{name: c.name, securityContext: Object.spec.containers.securityContext{allowPrivilegeEscalation: false}})}}",
  },
  {
    guards: [NOT_SKIPPED, "!has(object.spec.automountServiceAccountToken)"],
    patch: "[JSONPatch{op: 'add', path: '/spec/automountServiceAccountToken', value: false}]",
  },
  {
    variables: {
      missing:
        "object.spec.containers.filter(c, c.?securityContext.?capabilities.?drop.orValue([]).size() == 0).map(c, c.name)",
    },
    patch:
      "object.spec.containers.transformList(i, c, c.name in variables.missing, has(c.securityContext) ? JSONPatch{op: 'add', path: '/spec/containers/' + string(i) + '/securityContext/capabilities', value: {'drop': ['ALL']}} : JSONPatch{op: 'add', path: '/spec/containers/' + string(i) + '/securityContext', value: {'capabilities': {'drop': ['ALL']}}})",
  },
  {
    guards: ["object.spec.?terminationGracePeriodSeconds.orValue(0) < 60"],
    apply: "Object{spec: Object.spec{terminationGracePeriodSeconds: 60}}",
  },
  {
    guards: ["object.spec.?enableServiceLinks.orValue(true) == true"],
    patch: "[JSONPatch{op: 'replace', path: '/spec/enableServiceLinks', value: false}]",
  },
  {
    variables: { gpus: GPUS },
    apply:
      "variables.gpus.size() == 0 ? Object{} : Object{spec: Object.spec{containers: variables.gpus.map(c, Object.spec.containers{name: c.name, env: [Object.spec.containers.env{name: 'NVIDIA_DRIVER_CAPABILITIES', value: 'compute,utility'}]})}}",
  },
  {
    guards: [`${GPUS}.size() > 0`],
    patch:
      "object.spec.?tolerations.orValue([]).exists(t, t.?key.orValue('') == 'nvidia.com/gpu') ? [] : [JSONPatch{op: 'add', path: '/spec/tolerations', value: object.spec.?tolerations.orValue([]) + [{'key': 'nvidia.com/gpu', 'operator': 'Exists'}]}]",
  },
  {
    guards: ["object.spec.?os.?name.orValue('') == 'windows'"],
    apply:
      "Object{spec: Object.spec{securityContext: Object.spec.securityContext{windowsOptions: Object.spec.securityContext.windowsOptions{hostProcess: false}}}}",
  },
  {
    guards: ["object.metadata.?labels[?'ray.io/node-type'].orValue('') == 'head'"],
    apply: "Object{metadata: Object.metadata{annotations: {'example.com/head': 'true'}}}",
  },
  {
    guards: ["has(object.spec.hostNetwork) && object.spec.hostNetwork"],
    patch: "[JSONPatch{op: 'add', path: '/spec/dnsPolicy', value: 'ClusterFirstWithHostNet'}]",
  },
  {
    guards: ["object.spec.?runtimeClassName.orValue('') == '' && 'sandbox' in object.metadata.?labels.orValue({})"],
    apply: "Object{spec: Object.spec{runtimeClassName: 'gvisor'}}",
  },
];
