import type { Environment } from "../environment.ts";
import type { Type } from "../types.ts";
import { typeOfType } from "../types.ts";
import { TypeValue } from "../values.ts";
import type { Reference } from "./checked.ts";
import { nearestName } from "./nearest.ts";

/** What a name stands for. */
export interface Named {
  /** Without a leading `.`. */
  readonly name: string;
  readonly type: Type;
  readonly reference: Reference;
}

/** The names an expression can use: variables of comprehensions, innermost first, then those of the environment. */
export class Scopes {
  private readonly env: Environment;
  private readonly locals: Map<string, Type>[] = [];

  constructor(env: Environment) {
    this.env = env;
  }

  enter(variables: Iterable<readonly [name: string, type: Type]>): void {
    this.locals.push(new Map(variables));
  }

  leave(): void {
    this.locals.pop();
  }

  /** A variable, a named constant or a type; a leading `.` makes no difference as there are no containers. */
  find(nameAsWritten: string): Named | undefined {
    const name = nameAsWritten.startsWith(".") ? nameAsWritten.slice(1) : nameAsWritten;
    const type = this.findLocal(name) ?? this.env.variables.get(name)?.type;
    if (type !== undefined) return { name, type, reference: { variable: name } };
    return this.findTypeName(name);
  }

  nearest(name: string): string | undefined {
    return nearestName(name, [...this.locals.flatMap((scope) => [...scope.keys()]), ...this.env.variables.keys()]);
  }

  private findLocal(name: string): Type | undefined {
    for (let i = this.locals.length - 1; i >= 0; i--) {
      const type = this.locals[i]?.get(name);
      if (type !== undefined) return type;
    }
    return undefined;
  }

  private findTypeName(name: string): Named | undefined {
    const named = this.env.typeNames.get(name);
    if (named !== undefined) return { name, type: typeOfType(named), reference: { constant: new TypeValue(named) } };
    const made = this.env.provider.findType(name);
    return made === undefined ? undefined : { name, type: typeOfType(made), reference: { literalType: name } };
  }
}
