/** Literals of the types that mutations make, and what can be done with them. */
import type { Type } from "../../src/cel/types.ts";
import { DYN, STRING } from "../../src/cel/types.ts";
import type { Random } from "./random.ts";

export interface MessageWriter {
  readonly random: Random;
  write(type: Type, depth: number): string;
  anyType(): Type;
}

const FIELDS = ["spec", "metadata", "labels", "replicas", "in", "type", "constructor", "__proto__"];
const POINTERS = ["'/spec/replicas'", "'/metadata/labels/' + jsonpatch.escapeKey('a/b~c')", "''", "'a'"];
const OPERATIONS = ["'add'", "'remove'", "'replace'", "'test'", "'move'", "'copy'", "'other'"];

export function writeMessage(writer: MessageWriter, depth: number): string {
  const { random } = writer;
  const made = random.chance(0.5) ? writeObject(writer, "Object", depth) : writeJsonPatch(writer, depth);
  switch (random.below(8)) {
    case 0:
      return `${made}.${random.pick([...FIELDS, "op", "path", "value", "from"])}`;
    case 1:
      return `has(${made}.${random.pick([...FIELDS, "op", "path", "value", "from"])})`;
    case 2:
      return `${made} == ${random.chance(0.5) ? made : writeJsonPatch(writer, depth)}`;
    case 3:
      return `[${made}${random.chance(0.5) ? `, ${made}` : ""}]`;
    case 4:
      return `${made}.?${random.pick(FIELDS)}`;
    case 5:
      return `${random.pick(["type", "dyn", "string", "size", "optional.ofNonZeroValue"])}(${made})`;
    default:
      return made;
  }
}

/** Types of an object's parts are named by their paths; now and then a part has another's type. */
function writeObject(writer: MessageWriter, type: string, depth: number): string {
  const { random } = writer;
  const fields = random.some(2, () => {
    const name = random.pick(FIELDS);
    if (depth > 0 && random.chance(0.5)) return `${name}: ${writeObject(writer, `${type}.${name}`, depth - 1)}`;
    return random.chance(0.1) ? `?${name}: optional.of(1)` : `${name}: ${writer.write(writer.anyType(), depth - 1)}`;
  });
  return `${random.chance(0.95) ? type : "Object.other"}{${fields.join(", ")}}`;
}

function writeJsonPatch(writer: MessageWriter, depth: number): string {
  const { random } = writer;
  const value = random.chance(0.5) ? writer.write(DYN, depth - 1) : writeObject(writer, "Object.spec", depth - 1);
  const fields = [
    `op: ${random.chance(0.9) ? random.pick(OPERATIONS) : writer.write(STRING, depth - 1)}`,
    `path: ${random.pick(POINTERS)}`,
    `value: ${value}`,
    `from: ${random.pick(POINTERS)}`,
    "other: 1",
  ];
  return `JSONPatch{${fields.filter((field) => random.chance(field.startsWith("other") ? 0.03 : 0.7)).join(", ")}}`;
}
