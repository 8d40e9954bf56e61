/** What documents are decoded into: Go types, whose names appear in what is told of a field of the wrong JSON type. */
export type Shape =
  | { readonly kind: "string" | "boolean" | "integer" | "time"; readonly goType: string }
  | { readonly kind: "any" }
  | { readonly kind: "list"; readonly element: Shape; readonly goType: string }
  | { readonly kind: "map"; readonly value: Shape; readonly goType: string }
  | Struct;

export interface Struct {
  readonly kind: "struct";
  /** Without its package. */
  readonly name: string;
  readonly goType: string;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  readonly shape: Shape;
  /** Embedded Go structs that the field belongs to: Go names them in its messages. */
  readonly embedded: readonly string[];
}

export const text = (goType = "string"): Shape => ({ kind: "string", goType });
export const list = (element: Shape): Shape => ({ kind: "list", element, goType: `[]${goTypeOf(element)}` });
export const map = (value: Shape): Shape => ({ kind: "map", value, goType: `map[string]${goTypeOf(value)}` });
export const INTEGER: Shape = { kind: "integer", goType: "int64" };
export const BOOLEAN: Shape = { kind: "boolean", goType: "bool" };
export const TIME: Shape = { kind: "time", goType: "v1.Time" };
export const ANY: Shape = { kind: "any" };
export const TEXT = text();
export const TEXTS = list(TEXT);

function goTypeOf(shape: Shape): string {
  return shape.kind === "any" ? "interface {}" : shape.goType;
}

/** @param fields by name; `Embedded.field` for the field of an embedded struct */
export function struct(goType: string, fields: { readonly [field: string]: Shape }): Struct {
  const entries = Object.entries(fields).map(([path, shape]): [string, Field] => {
    const embedded = path.split(".");
    return [embedded.pop() ?? "", { shape, embedded }];
  });
  return { kind: "struct", name: goType.slice(goType.indexOf(".") + 1), goType, fields: new Map(entries) };
}

export const OBJECT_META = struct("v1.ObjectMeta", {
  name: TEXT,
  generateName: TEXT,
  namespace: TEXT,
  selfLink: TEXT,
  uid: text("types.UID"),
  resourceVersion: TEXT,
  generation: INTEGER,
  creationTimestamp: TIME,
  deletionTimestamp: TIME,
  deletionGracePeriodSeconds: INTEGER,
  labels: map(TEXT),
  annotations: map(TEXT),
  ownerReferences: list(
    struct("v1.OwnerReference", {
      apiVersion: TEXT,
      kind: TEXT,
      name: TEXT,
      uid: text("types.UID"),
      controller: BOOLEAN,
      blockOwnerDeletion: BOOLEAN,
    }),
  ),
  finalizers: TEXTS,
  managedFields: list(
    struct("v1.ManagedFieldsEntry", {
      manager: TEXT,
      operation: text("v1.ManagedFieldsOperationType"),
      apiVersion: TEXT,
      time: TIME,
      fieldsType: TEXT,
      fieldsV1: ANY,
      subresource: TEXT,
    }),
  ),
});

export const LABEL_SELECTOR = struct("v1.LabelSelector", {
  matchLabels: map(TEXT),
  matchExpressions: list(
    struct("v1.LabelSelectorRequirement", {
      key: TEXT,
      operator: text("v1.LabelSelectorOperator"),
      values: TEXTS,
    }),
  ),
});

/** A whole document. @param more fields beside `spec` */
export function documentOf(goType: string, spec: Struct, more: { readonly [field: string]: Shape } = {}): Struct {
  return struct(goType, { "TypeMeta.kind": TEXT, "TypeMeta.apiVersion": TEXT, metadata: OBJECT_META, spec, ...more });
}
