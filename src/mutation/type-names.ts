import { originOf } from "../cel/lib/list-origin.ts";
import { mapEntries } from "../cel/runtime/maps.ts";
import { MapValue, Message, type Value } from "../cel/values.ts";
import { goQuote } from "../kube/go-text.ts";

/**
 * Whether the type of each object within a message is named after its field path: `Object.spec.containers` for what
 * stands in `spec.containers`. Lists and maps in between have no name.
 * @returns what does not fit, or undefined
 */
export function typeNameFault(message: Message): string | undefined {
  const faults: string[] = [];
  check(message, message.type.name, faults);
  return faults.length === 0 ? undefined : `type mismatch: ${faults.join("\n")}`;
}

function check(value: Value, path: string, faults: string[]): void {
  if (value instanceof Message) checkMessage(value, path, faults);
  else if (Array.isArray(value)) checkList(value, path, faults);
  else if (value instanceof MapValue) for (const [, element] of mapEntries(value)) check(element, path, faults);
}

/** What adding lists gives is not looked into, as the API server does not do it either. */
function checkList(list: readonly Value[], path: string, faults: string[]): void {
  if (originOf(list) === undefined) for (const element of list) check(element, path, faults);
}

function checkMessage({ type, fields }: Message, path: string, faults: string[]): void {
  if (type.name === "JSONPatch") return;
  if (type.name !== path) {
    const expected = `expected ${goQuote(path)}, which matches field name path from root Object type`;
    faults.push(`unexpected type name ${goQuote(type.name)}, ${expected}`);
  }
  for (const [name, value] of fields) {
    if (typeof value === "object" && value !== null) check(value, `${path}.${name}`, faults);
  }
}
