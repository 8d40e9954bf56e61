/** The conformance tests of CEL's specification, as `@bufbuild/cel-spec` ships them. */
import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";
import type { SerializedIncrementalTestSuite } from "@bufbuild/cel-spec/testdata/tests.js";

/** `cel.expr.Value` in protobuf's JSON form: one of these fields. */
export interface SpecValue {
  readonly nullValue?: null;
  readonly boolValue?: boolean;
  readonly int64Value?: string;
  readonly uint64Value?: string;
  readonly doubleValue?: number | string;
  readonly stringValue?: string;
  /** In base64. */
  readonly bytesValue?: string;
  readonly listValue?: { readonly values?: readonly SpecValue[] };
  readonly mapValue?: { readonly entries?: readonly { readonly key: SpecValue; readonly value: SpecValue }[] };
  readonly typeValue?: string;
  readonly enumValue?: unknown;
  readonly objectValue?: { readonly "@type": string; readonly value?: unknown };
}

/** `cel.expr.Type`: one of these fields. */
export interface SpecType {
  readonly dyn?: unknown;
  readonly null?: null;
  readonly primitive?: "BOOL" | "INT64" | "UINT64" | "DOUBLE" | "STRING" | "BYTES";
  readonly wrapper?: string;
  readonly wellKnown?: "TIMESTAMP" | "DURATION" | "ANY";
  readonly listType?: { readonly elemType: SpecType };
  readonly mapType?: { readonly keyType: SpecType; readonly valueType: SpecType };
  readonly messageType?: string;
  readonly typeParam?: string;
  readonly abstractType?: { readonly name: string; readonly parameterTypes?: readonly SpecType[] };
}

export interface SpecOverload {
  readonly overloadId: string;
  readonly params: readonly SpecType[];
  readonly resultType: SpecType;
}

export interface SpecDeclaration {
  readonly name: string;
  readonly ident?: { readonly type: SpecType };
  readonly function?: { readonly overloads: readonly SpecOverload[] };
}

export interface SpecTest {
  /** `file/section/name`, made unique by a number where the data repeats it. */
  readonly id: string;
  readonly expr: string;
  readonly container?: string;
  readonly disableCheck?: boolean;
  readonly checkOnly?: boolean;
  readonly typeEnv?: readonly SpecDeclaration[];
  readonly bindings?: Readonly<Record<string, { readonly value: SpecValue }>>;
  readonly value?: SpecValue;
  readonly typedResult?: { readonly result?: SpecValue; readonly deducedType?: SpecType };
  /** Any error will do: the specification does not fix texts. */
  readonly evalError?: unknown;
}

export function specTests(): readonly SpecTest[] {
  const seen = new Map<string, number>();
  return [...flatten(tests, "")].map((test) => {
    const count = (seen.get(test.id) ?? 0) + 1;
    seen.set(test.id, count);
    return count === 1 ? test : { ...test, id: `${test.id} ${count}` };
  });
}

function* flatten(suite: SerializedIncrementalTestSuite, path: string): Generator<SpecTest> {
  for (const inner of suite.suites ?? []) yield* flatten(inner, `${path}${inner.name}/`);
  for (const { original } of suite.tests ?? []) {
    yield { ...(original as unknown as Omit<SpecTest, "id">), id: `${path}${original.name}` };
  }
}
