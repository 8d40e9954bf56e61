/** The environment variables that a container names. */
import { Optional, type Value } from "../../values.ts";
import { rawContainer } from "./containers.ts";
import { at, listAt, textAt } from "./read.ts";
import { resolveReferences } from "./references.ts";
import { remembered } from "./remembered.ts";
import { Room } from "./room.ts";
import { textWalk, walked } from "./walked.ts";

export interface Variables {
  /** A variable whose value the pod does not hold has a reference to itself for one: `$(NAME)`. */
  readonly values: ReadonlyMap<string, string>;
  readonly walked: number;
}

/** A later entry wins over an earlier one; references are to entries before. @param container itself, as JSON */
export const variablesOf: (container: Value) => Variables = remembered(readVariables);

function readVariables(container: Value): Variables {
  const values = new Map<string, string>();
  let work = 0;
  const room = new Room();
  for (const entry of listAt(container, "env")) {
    work++;
    const name = textAt(entry, "name");
    if (name === undefined) continue;
    const text = textAt(entry, "value") ?? "";
    const isHidden = text === "" && (at(entry, "valueFrom") ?? null) !== null;
    const value = isHidden ? `$(${name})` : resolveReferences(text, (other) => values.get(other), room);
    work += textWalk(text.length + value.length);
    values.set(name, value);
  }
  return { values, walked: work };
}

export function env(container: Value, name: string): Optional {
  const value = variablesIn(container).get(name);
  return value === undefined ? Optional.NONE : Optional.of(value);
}

/** In the order in which they first appear. */
export function envNames(container: Value): readonly string[] {
  return [...variablesIn(container).keys()];
}

function variablesIn(container: Value): ReadonlyMap<string, string> {
  const variables = variablesOf(rawContainer(container));
  if (typeof container === "object" && container !== null) walked(container, variables.walked);
  return variables.values;
}
