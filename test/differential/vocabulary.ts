/** What every engine for CEL in JavaScript knows of the language. */
import type { TypeKind } from "../../src/cel/types.ts";
import { BOOL, DOUBLE, INT, STRING, UINT } from "../../src/cel/types.ts";
import { type Vocabulary, vocabularyOf } from "../expressions/generator.ts";
import type { Signature } from "../expressions/signatures.ts";
import { DYN_PATHS } from "../expressions/subject.ts";
import { environmentOf } from "../oracle/answers.ts";

const FUNCTIONS: ReadonlySet<string> = new Set([
  ...["_+_", "_-_", "_*_", "_/_", "_%_", "-_", "!_", "_&&_", "_||_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_"],
  ...["_>=_", "@in", "_[_]", "size", "contains", "startsWith", "endsWith", "int", "uint", "double", "string", "bool"],
]);
/** Of functions that have another form, too. */
const OVERLOADS: ReadonlySet<string> = new Set(["matches_string"]);
const KINDS: ReadonlySet<TypeKind> = new Set<TypeKind>([
  ...(["bool", "int", "uint", "double", "string", "list", "map", "dyn", "null", "typeParam"] as const),
]);

export function commonVocabulary(): Vocabulary {
  const all = vocabularyOf(environmentOf("vap"));
  return {
    ...all,
    signatures: all.signatures.filter(isCommon),
    macros: ["all", "exists", "exists_one", "map", "filter", "has"],
    paths: DYN_PATHS,
    optionals: false,
    scalars: [INT, STRING, INT, STRING, BOOL, DOUBLE, UINT],
    others: [],
    wrong: 0,
  };
}

function isCommon({ name, id, params, result }: Signature): boolean {
  return (FUNCTIONS.has(name) || OVERLOADS.has(id)) && [result, ...params].every(({ kind }) => KINDS.has(kind));
}
