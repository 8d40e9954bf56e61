/** `sallyport.dev/v1` AdmissionPolicy: the two in-tree policies and their binding in one document, and what they lack. */
import { goJsonString } from "../json/stringify.ts";
import type { JsonObject } from "../json/value.ts";
import { checkMatchConstraints, checkPodsMatch } from "./check-match.ts";
import { checkActions, compileReach } from "./compile-binding.ts";
import { compileContext } from "./compile-context.ts";
import { compileExceptions } from "./compile-exceptions.ts";
import { ExpressionCompiler } from "./compile-expressions.ts";
import { annotationOf, compileBase, compileMutations, compileValidations, type Unbound } from "./compile-policy.ts";
import { FieldErrors } from "./field-errors.ts";
import { objectOf, objectsOf, textsOf } from "./fields.ts";
import type {
  Binding,
  CompiledMutatingPolicy,
  CompiledPolicyBase,
  CompiledValidatingPolicy,
  ContextList,
  Extension,
  Profile,
  ValidationAction,
} from "./model.ts";

export interface CompiledAdmissionPolicy {
  readonly name: string;
  readonly extension: Extension;
  /** If it has validations or audit annotations. */
  readonly validating?: Unbound<CompiledValidatingPolicy>;
  /** If it has mutations. */
  readonly mutating?: Unbound<CompiledMutatingPolicy>;
  /** The policy binds itself. */
  readonly binding: Binding;
}

const PROFILES: readonly string[] = ["baseline", "restricted"] satisfies readonly Profile[];
/** An annotation: the least strict profile that the policy belongs to. */
export const PROFILE = "sallyport.dev/profile";

/** @returns meaningful only if no errors were found */
export function compileAdmissionPolicy(given: JsonObject, errors: FieldErrors): CompiledAdmissionPolicy {
  const document = withDefaults(given);
  const spec = objectOf(document, "spec") ?? {};
  const has = (field: string): boolean => objectsOf(spec, field).length > 0;
  refuseWhatIsToCome(spec, errors);
  if (!has("validations") && !has("auditAnnotations") && !has("mutations")) {
    errors.required("spec.validations", "validations, mutations or auditAnnotations must contain at least one item");
  }
  const context = compileContext(objectsOf(spec, "context"), errors);
  const mutations = new AdmissionPolicyCompiler(document, spec, context, true, errors);
  const mutating = has("mutations") ? mutations.mutating() : undefined;
  // What both read is told once.
  const told = mutating === undefined ? errors : new FieldErrors();
  const validations = new AdmissionPolicyCompiler(document, spec, context, false, told);
  const validating = has("validations") || has("auditAnnotations") ? validations.validating() : undefined;
  if (told !== errors) errors.addNew(told);
  const actions = textsOf(spec, "validationActions");
  const name = (validating ?? mutating)?.name ?? "";
  const reach = compileReach(spec, mutating !== undefined, errors);
  checkActions(actions, errors);
  const extension = (validating ?? mutating)?.extension ?? { pods: false, context, exceptions: [] };
  return {
    name,
    extension,
    ...(validating === undefined ? {} : { validating }),
    ...(mutating === undefined ? {} : { mutating }),
    binding: { name, policyName: name, ...reach, validationActions: actions as readonly ValidationAction[] },
  };
}

/** What the in-tree kinds ask for has a sensible default here. */
function withDefaults(document: JsonObject): JsonObject {
  const spec = objectOf(document, "spec") ?? {};
  const validations = objectsOf(spec, "validations").map((validation) => ({ reason: "Forbidden", ...validation }));
  return {
    ...document,
    spec: { validationActions: ["Deny"], reinvocationPolicy: "Never", ...spec, validations },
  };
}

function refuseWhatIsToCome(spec: JsonObject, errors: FieldErrors): void {
  for (const field of ["quotas", "images"]) {
    if (Object.hasOwn(spec, field)) errors.forbidden(`spec.${field}`, "not yet: it is reserved for a later version");
  }
}

/** Compiles one of the two sides: expressions of mutations, and all that they read, remember where lists come from. */
class AdmissionPolicyCompiler {
  readonly #document: JsonObject;
  readonly #spec: JsonObject;
  readonly #context: readonly ContextList[];
  readonly #compiler: ExpressionCompiler;
  readonly #isMutating: boolean;
  readonly #errors: FieldErrors;

  constructor(
    document: JsonObject,
    spec: JsonObject,
    context: readonly ContextList[],
    isMutating: boolean,
    errors: FieldErrors,
  ) {
    this.#document = document;
    this.#spec = spec;
    this.#context = context;
    this.#isMutating = isMutating;
    this.#errors = errors;
    const hasVariables = objectsOf(spec, "variables").length > 0;
    const hasParams = objectOf(spec, "paramKind") !== undefined;
    this.#compiler = new ExpressionCompiler(hasParams, hasVariables, isMutating, errors, {
      pods: this.#pods,
      context: context.map(({ name }) => name),
    });
  }

  get #pods(): boolean {
    return this.#spec["pods"] === true;
  }

  validating(): Unbound<CompiledValidatingPolicy> {
    const base = this.#base();
    return { ...base, ...compileValidations(this.#spec, base.name, this.#compiler, this.#errors) };
  }

  mutating(): Unbound<CompiledMutatingPolicy> {
    const base = this.#base();
    return { ...base, ...compileMutations(this.#document, this.#spec, this.#compiler, this.#errors) };
  }

  #base(): Unbound<CompiledPolicyBase> & { readonly extension: Extension } {
    const check = this.#pods ? checkPodsMatch : checkMatchConstraints;
    const base = compileBase(this.#document, this.#spec, this.#compiler, this.#errors, () =>
      check(this.#spec, this.#isMutating, this.#errors),
    );
    return { ...base, extension: this.#extension() };
  }

  #extension(): Extension {
    const exceptions = compileExceptions(objectsOf(this.#spec, "exceptions"), this.#compiler, this.#errors);
    const profile = annotationOf(this.#document, PROFILE);
    if (profile !== undefined && !PROFILES.includes(String(profile))) {
      this.#errors.notSupported(`metadata.annotations.${PROFILE}`, goJsonString(String(profile)), PROFILES);
    }
    return {
      pods: this.#pods,
      context: this.#context,
      exceptions,
      ...(profile === undefined ? {} : { profile: profile as Profile }),
    };
  }
}
