import { expect, it } from "vitest";
import { json, resultOf } from "../../../../test/cel/ai.ts";

it.each<[hostPath: unknown, found: readonly string[]]>([
  ["/dev/nvidia0", ["/dev/nvidia0"]],
  ["//dev/./nvidia0/", ["/dev/nvidia0"]],
  ["/mnt/../dev", ["/dev"]],
  ["/../..", ["/"]],
  ["/", ["/"]],
  ["", ["/"]],
  ["dev", ["/dev"]],
  [null, []],
  [["/dev"], []],
])("%j", (hostPath, found) => {
  const pod = json({
    spec: {
      volumes: [
        { name: "a", hostPath: { path: hostPath } },
        { name: "b", emptyDir: {} },
      ],
    },
  });
  expect(resultOf("hostPaths(pod).map(v, v.hostPath)", { pod })).toEqual(found);
});

it("gives the name and the place", () => {
  const pod = json({
    spec: { volumes: [null, { hostPath: { path: "/a" } }, { name: "b", hostPath: { path: "/b" } }] },
  });
  expect(resultOf("hostPaths(pod)", { pod })).toEqual([
    { name: "", hostPath: "/a", path: "spec.volumes[1].hostPath.path" },
    { name: "b", hostPath: "/b", path: "spec.volumes[2].hostPath.path" },
  ]);
});
