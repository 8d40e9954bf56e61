import type { Type, TypeKind } from "../types.ts";

/** Names that the checker's messages spell otherwise than `showType`, as cel-go's `FormatCELType` has them. */
const SPELLING: Partial<Record<TypeKind, string>> = { error: "!error!" };

/** The type as the checker's messages show it: `timestamp`, `null`, `list(int)`. */
export function showInMessage(type: Type): string {
  switch (type.kind) {
    case "list":
      return `list(${showInMessage(type.element)})`;
    case "map":
      return `map(${showInMessage(type.key)}, ${showInMessage(type.value)})`;
    case "opaque":
      return type.params.length === 0 ? type.name : `${type.name}(${type.params.map(showInMessage).join(", ")})`;
    case "type":
      return type.of === undefined ? "type" : `type(${showInMessage(type.of)})`;
    case "object":
    case "typeParam":
      return type.name;
    default:
      return SPELLING[type.kind] ?? nullableName(type);
  }
}

/** The arguments of a call as messages show them: `(int, string)`, for a member `string.(int)`. */
export function showArguments(args: readonly Type[], member: boolean): string {
  const shown = args.map(showInMessage);
  return member ? `${shown[0]}.(${shown.slice(1).join(", ")})` : `(${shown.join(", ")})`;
}

/** The type's name without its parameters, as "is not a message type" shows it. */
export function declaredTypeName(type: Type): string {
  switch (type.kind) {
    case "object":
    case "opaque":
    case "typeParam":
      return type.name;
    case "null":
      return "null_type";
    case "timestamp":
      return "google.protobuf.Timestamp";
    case "duration":
      return "google.protobuf.Duration";
    case "any":
      return "google.protobuf.Any";
    default:
      return nullableName(type);
  }
}

function nullableName(type: Type): string {
  return "nullable" in type ? `wrapper(${type.kind})` : type.kind;
}
