import { expect, it } from "vitest";
import { ADMISSION_REQUEST, admissionTypes, VARIABLES, variablesTypes } from "../admission-types.ts";
import { kubernetesEnvironment } from "../kubernetes.ts";
import { compile } from "../program.ts";
import { combineProviders } from "../type-providers.ts";
import { ANY, DYN, INT, type Type } from "../types.ts";
import { CelError, type Frame, type Result, StructValue } from "../values.ts";

/** Has a field that costs something, one that fails and one with a value of CEL's own. */
class Variables extends StructValue {
  override readonly type = VARIABLES as Type & { kind: "object" };
  override field(name: string, frame: Frame): Result | undefined {
    if (name === "broken") return new CelError("broken");
    if (name !== "list") return name === "self" ? this : undefined;
    frame.cost += 100;
    return [{ name: "a" }, { name: "b" }];
  }
}

const ENVIRONMENT = kubernetesEnvironment({
  variables: [
    { name: "variables", type: VARIABLES, slot: 0 },
    { name: "request", type: ADMISSION_REQUEST, slot: 1 },
  ],
  provider: combineProviders(
    admissionTypes,
    variablesTypes(new Map<string, Type>(Object.entries({ list: DYN, broken: INT, self: DYN }))),
  ),
});

/** Hot and cold. */
it.each<readonly [source: string, result: Result, cost: number]>([
  ["variables.list.all(v, v.name < 'c') && variables.list.size() == 2", true, 219],
  ["variables.broken == 1", new CelError("broken"), 3],
  ["has(variables.list)", true, 101],
  ["variables.self.list.size()", 2, 104],
  ["request.userInfo.username == 'u' && has(request.userInfo.groups)", true, 6],
  ["request.userInfo.uid", new CelError("no such key: uid"), 3],
])("asks values with fields of their own for them: %s", (source, result, cost) => {
  const compilation = compile(source, ENVIRONMENT, [ANY]);
  if (!compilation.ok) throw new Error(compilation.error.message);
  const vars = [new Variables(), { userInfo: { username: "u", groups: [] } }];
  for (let i = 0; i < 150; i++) expect(compilation.program.evaluate(vars, 1000)).toEqual({ result, cost });
});
