/**
 * `kind: PolicyExamples` of sallyport.dev/v1: objects that a policy must take, refuse or patch, beside the policy itself.
 *
 *     metadata: {name: <the policy's name>}
 *     namespace: {metadata: {...}}        # of all examples; default: one named default
 *     objects: [...]                      # what else is in the cluster, for all examples: params, and what context lists
 *     good: [{name, object, oldObject?, operation?, subresource?, user?, namespace?, objects?}]
 *     bad:  [{..., message}]              # the whole message of the policy
 *                                         # user: {username, groups, extra}; default: alice, of system:authenticated
 *     mutated: [{..., result?}]           # the whole object after the policy; without it the object stays as it is
 */
import { isObject, type Json, type JsonObject, member } from "../json/value.ts";

/** What the policy must do: take the object, refuse it with that message, or make it that one. */
export type Expectation =
  | { readonly kind: "good" }
  | { readonly kind: "bad"; readonly message: string }
  | { readonly kind: "mutated"; readonly result: JsonObject };

export interface PolicyExample {
  readonly name: string;
  readonly expected: Expectation;
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly subResource: string;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  readonly username: string;
  readonly groups: readonly string[];
  readonly extra: { readonly [key: string]: readonly string[] };
  readonly namespace: JsonObject;
  /** What else is in the cluster. */
  readonly objects: readonly JsonObject[];
}

export interface PolicyExamples {
  /** The name of the policy. */
  readonly policy: string;
  readonly examples: readonly PolicyExample[];
  /** What is wrong with the document. */
  readonly faults: readonly ExampleFault[];
}

export interface ExampleFault {
  /** `bad[1].message` */
  readonly field: string;
  readonly message: string;
}

const DOCUMENT_FIELDS = ["apiVersion", "kind", "metadata", "namespace", "objects", "good", "bad", "mutated"];
const EXAMPLE_FIELDS = ["name", "object", "oldObject", "operation", "subresource", "user", "namespace", "objects"];
/** The field that an example has beside these, in each of the lists. */
const EXPECTATION_FIELDS = { good: [], bad: ["message"], mutated: ["result"] } as const;
const OPERATIONS = ["CREATE", "UPDATE", "DELETE", "CONNECT"] as const;
const DEFAULT_NAMESPACE: JsonObject = { metadata: { name: "default" } };

export function isPolicyExamples(object: JsonObject): boolean {
  return member(object, "apiVersion") === "sallyport.dev/v1" && member(object, "kind") === "PolicyExamples";
}

export function readPolicyExamples(document: JsonObject): PolicyExamples {
  const reader = new ExamplesReader(document);
  return { policy: reader.policy, examples: reader.examples, faults: reader.faults };
}

class ExamplesReader {
  readonly faults: ExampleFault[] = [];
  readonly policy: string;
  readonly examples: readonly PolicyExample[];
  readonly #namespace: JsonObject;
  readonly #objects: readonly JsonObject[];

  constructor(document: JsonObject) {
    this.#knownFields(document, DOCUMENT_FIELDS, "");
    this.policy = this.#text(member(member(document, "metadata"), "name"), "metadata.name");
    this.#namespace = this.#object(member(document, "namespace"), "namespace") ?? DEFAULT_NAMESPACE;
    this.#objects = this.#objectList(member(document, "objects"), "objects");
    this.examples = (["good", "bad", "mutated"] as const).flatMap((kind) => this.#list(document, kind));
    if (this.examples.length === 0) this.#fault("good", "at least one example is needed, here, in bad or in mutated");
  }

  #fault(field: string, message: string): void {
    this.faults.push({ field, message });
  }

  #list(document: JsonObject, kind: Expectation["kind"]): PolicyExample[] {
    const list = member(document, kind) ?? [];
    if (!Array.isArray(list)) {
      this.#fault(kind, "must be a list");
      return [];
    }
    return list.flatMap((example, index) => {
      const path = `${kind}[${index}]`;
      if (isObject(example)) return [this.#example(example, path, kind)];
      this.#fault(path, "must be an object");
      return [];
    });
  }

  #example(example: JsonObject, path: string, kind: Expectation["kind"]): PolicyExample {
    this.#knownFields(example, [...EXAMPLE_FIELDS, ...EXPECTATION_FIELDS[kind]], `${path}.`);
    const object = this.#object(member(example, "object"), `${path}.object`) ?? null;
    const oldObject = this.#object(member(example, "oldObject"), `${path}.oldObject`) ?? null;
    if (object === null && oldObject === null) this.#fault(`${path}.object`, "is needed");
    const user = this.#object(member(example, "user"), `${path}.user`);
    return {
      name: this.#text(member(example, "name"), `${path}.name`),
      expected: this.#expectation(example, path, kind, object ?? {}),
      operation: this.#operation(member(example, "operation"), path),
      subResource: this.#optionalText(member(example, "subresource"), `${path}.subresource`),
      object,
      oldObject,
      username: this.#optionalText(member(user, "username"), `${path}.user.username`) || "alice",
      groups: this.#texts(member(user, "groups"), `${path}.user.groups`) ?? ["system:authenticated"],
      extra: this.#extra(member(user, "extra"), `${path}.user.extra`),
      namespace: this.#object(member(example, "namespace"), `${path}.namespace`) ?? this.#namespace,
      objects: [...this.#objects, ...this.#objectList(member(example, "objects"), `${path}.objects`)],
    };
  }

  #expectation(example: JsonObject, path: string, kind: Expectation["kind"], object: JsonObject): Expectation {
    switch (kind) {
      case "good":
        return { kind };
      case "bad":
        return { kind, message: this.#text(member(example, "message"), `${path}.message`) };
      case "mutated":
        return { kind, result: this.#object(member(example, "result"), `${path}.result`) ?? object };
    }
  }

  #operation(value: Json | undefined, path: string): PolicyExample["operation"] {
    const operation = OPERATIONS.find((known) => known === (value ?? "CREATE"));
    if (operation === undefined) this.#fault(`${path}.operation`, `must be one of ${OPERATIONS.join(", ")}`);
    return operation ?? "CREATE";
  }

  #object(value: Json | undefined, path: string): JsonObject | undefined {
    if (value === undefined || isObject(value)) return value;
    this.#fault(path, "must be an object");
    return undefined;
  }

  #objectList(value: Json | undefined, path: string): readonly JsonObject[] {
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every(isObject)) return value;
    this.#fault(path, "must be a list of objects");
    return [];
  }

  #text(value: Json | undefined, path: string): string {
    if (typeof value === "string" && value !== "") return value;
    this.#fault(path, "must be a text");
    return "";
  }

  #optionalText(value: Json | undefined, path: string): string {
    return value === undefined ? "" : this.#text(value, path);
  }

  #texts(value: Json | undefined, path: string): string[] | undefined {
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    this.#fault(path, "must be a list of texts");
    return [];
  }

  #extra(value: Json | undefined, path: string): { readonly [key: string]: readonly string[] } {
    const entries = Object.entries(this.#object(value, path) ?? {});
    return Object.fromEntries(entries.map(([key, texts]) => [key, this.#texts(texts, `${path}.${key}`) ?? []]));
  }

  #knownFields(object: JsonObject, known: readonly string[], path: string): void {
    for (const field of Object.keys(object)) {
      if (!known.includes(field)) this.#fault(`${path}${field}`, `is not a field; known are ${known.join(", ")}`);
    }
  }
}
