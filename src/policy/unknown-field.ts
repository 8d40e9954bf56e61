import { nearestName } from "../cel/check/nearest.ts";
import type { Shape, Struct } from "./shape.ts";

/** What to say of a field that a document's shape does not have. @param path `spec.exeptions[0].match` */
export function unknownField(path: string, shape: Struct): string {
  const parts = path.split(".");
  const name = parts.pop() ?? "";
  const fields = fieldsAt(parts, shape);
  const nearest = nearestName(name, fields);
  if (nearest !== undefined) return `there is no such field, did you mean '${nearest}'?`;
  return fields.length === 0 ? "there is no such field" : `there is no such field; known are ${fields.join(", ")}`;
}

function fieldsAt(parts: readonly string[], shape: Struct): readonly string[] {
  let at: Shape | undefined = shape;
  for (const part of parts) {
    const name = part.replace(/\[\d+\]$/, "");
    const field: Shape | undefined = at?.kind === "struct" ? at.fields.get(name)?.shape : undefined;
    at = field?.kind === "list" ? field.element : field;
  }
  return at?.kind === "struct" ? [...at.fields.keys()] : [];
}
