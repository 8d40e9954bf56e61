import { type GoStruct, goStruct } from "../kube/go-types.ts";
import { type GroupVersionKind, isBuiltInKind } from "../kube/resources.ts";
import { definitionName, schemaFor } from "../kube/schema/built-in.ts";
import type { Schema } from "../kube/schema/schema.ts";
import { type Atom, atomOf } from "./atom.ts";

/** What mutations need to know of a kind. */
export interface MutableKind {
  readonly kind: GroupVersionKind;
  /** How objects of it are merged; undefined if nobody knows their schema. */
  readonly atom: Atom | undefined;
  /** How kube-apiserver holds objects of a built-in kind; undefined for custom resources, which it keeps as they are. */
  readonly struct: GoStruct | undefined;
  readonly isBuiltIn: boolean;
  /** Whether objects of it are taken to fit their schema without a look. */
  readonly isTrusted: boolean;
}

/** What is known of the kinds of custom resources. */
export interface SchemaView {
  /** Undefined for a kind that no CustomResourceDefinition defines. */
  customSchema(kind: GroupVersionKind): Schema | undefined;
}

const builtIn = new Map<string, MutableKind>();

export function mutableKind(kind: GroupVersionKind, view: SchemaView): MutableKind {
  const key = `${kind.group}/${kind.version}/${kind.kind}`;
  const known = builtIn.get(key);
  if (known !== undefined) return known;
  if (!isBuiltInKind(kind)) {
    const schema = view.customSchema(kind);
    const atom = schema === undefined ? undefined : atomOf(schema);
    return { kind, atom, struct: undefined, isBuiltIn: false, isTrusted: false };
  }
  const made = builtInKind(kind);
  builtIn.set(key, made);
  return made;
}

function builtInKind(kind: GroupVersionKind): MutableKind {
  const definition = definitionName(kind.group, kind.version, kind.kind);
  const schema = schemaFor(kind.group, kind.version, kind.kind);
  return {
    kind,
    atom: schema === undefined ? undefined : atomOf(schema),
    struct: definition === undefined ? undefined : goStruct(definition),
    isBuiltIn: true,
    isTrusted: true,
  };
}

/**
 * A pod within another object. It is merged as a pod is; what kube-apiserver 1.36 does not know of it is left alone, be it
 * that the object's kind is a custom resource.
 */
export function podTemplateKind(): MutableKind {
  template ??= { ...builtInKind(POD), struct: undefined, isBuiltIn: false };
  return template;
}

const POD: GroupVersionKind = { group: "", version: "v1", kind: "Pod" };
let template: MutableKind | undefined;

/** As Go prints a GroupVersionKind: `/v1, Kind=Pod`. */
export function showKind({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}, Kind=${kind}`;
}
