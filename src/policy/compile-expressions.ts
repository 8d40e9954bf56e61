import { JSON_PATCH, OBJECT, variableType } from "../cel/admission-types.ts";
import type { CompileError, Program } from "../cel/program.ts";
import { compile } from "../cel/program.ts";
import type { Type } from "../cel/types.ts";
import { ANY, BOOL, DYN, listOf, NULL, STRING } from "../cel/types.ts";
import { trimSpace } from "../kube/go-text.ts";
import { type ExtensionScope, environmentFor, type Scope } from "./environments.ts";
import type { FieldErrors } from "./field-errors.ts";

const PATCHES = listOf(JSON_PATCH);

/**
 * Compiles the expressions of one policy. Each function gives undefined, and tells the errors, for an expression
 * that does not compile.
 */
export class ExpressionCompiler {
  readonly #scope: Scope;
  readonly #errors: FieldErrors;
  /** The types of the variables compiled so far, by name; undefined where `variables` itself is not declared. */
  readonly #variables: Map<string, Type> | undefined;

  /**
   * @param composed whether `variables` is declared: in a validating policy only if it has any
   * @param extension of an AdmissionPolicy
   */
  constructor(
    hasParams: boolean,
    composed: boolean,
    mutating: boolean,
    errors: FieldErrors,
    extension?: ExtensionScope,
  ) {
    const base: Scope = { params: hasParams, authorizer: true, patches: false, tracesLists: mutating };
    this.#scope = extension === undefined ? base : { ...base, extension };
    this.#variables = composed ? new Map() : undefined;
    this.#errors = errors;
  }

  /** Match conditions are compiled without the white space around them, and see no variables. */
  matchCondition(source: string, field: string): Program | undefined {
    const trimmed = trimSpace(source);
    const compilation = compile(trimmed, environmentFor(this.#scope), [BOOL]);
    if (compilation.ok) return compilation.program;
    this.#errors.expression(field, trimmed, shifted(compilation.error, source));
    return undefined;
  }

  /** Each variable is seen by all that is compiled later. One that does not compile is seen as dyn. */
  variable(name: string, source: string, field: string): Program | undefined {
    const program = this.#compile(source, field, [ANY], this.#scope);
    this.#variables?.set(name, program === undefined ? DYN : variableType(program.outputType));
    return program;
  }

  /** Of an exception: sees what validations see. */
  exception(source: string, field: string): Program | undefined {
    return this.#compile(source, field, [BOOL], this.#scope);
  }

  validation(source: string, field: string): Program | undefined {
    return this.#compile(source, field, [BOOL], this.#scope);
  }

  message(source: string, field: string): Program | undefined {
    return this.#compile(source, field, [STRING], { ...this.#scope, authorizer: false });
  }

  /** Compiled without the white space around it, told with it. */
  auditAnnotation(source: string, field: string): Program | undefined {
    return this.#compileTrimmed(source, source, field, [STRING, NULL], this.#scope);
  }

  applyConfiguration(source: string, field: string): Program | undefined {
    return this.#compileTrimmed(source, trimSpace(source), field, [OBJECT], { ...this.#scope, patches: true });
  }

  jsonPatch(source: string, field: string): Program | undefined {
    return this.#compileTrimmed(source, trimSpace(source), field, [PATCHES], { ...this.#scope, patches: true });
  }

  #compile(source: string, field: string, expected: readonly Type[], scope: Scope): Program | undefined {
    const compilation = compile(source, environmentFor(scope, this.#variables), expected);
    if (compilation.ok) return compilation.program;
    this.#errors.expression(field, source, compilation.error);
    return undefined;
  }

  #compileTrimmed(source: string, told: string, field: string, expected: readonly Type[], scope: Scope) {
    const compilation = compile(trimSpace(source), environmentFor(scope, this.#variables), expected);
    if (compilation.ok) return compilation.program;
    this.#errors.expression(field, told, shifted(compilation.error, source));
    return undefined;
  }
}

/** The error with its places counted in the untrimmed source. */
function shifted(error: CompileError, source: string): CompileError {
  const leading = [...source].length - [...trimSpace(`${source}x`)].length + 1;
  return { ...error, issues: error.issues.map((issue) => ({ ...issue, offset: issue.offset + leading })) };
}
