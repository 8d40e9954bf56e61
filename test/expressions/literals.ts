/** Literals by the kind of their type, the usual ones and those at the edges. */
import type { Type, TypeKind } from "../../src/cel/types.ts";

export const LITERALS: { readonly [kind in TypeKind]?: readonly string[] } = {
  bool: ["true", "false"],
  int: [
    ...["0", "1", "2", "3", "5", "7", "-1", "-2", "10", "63", "100", "0x1F", "1000000007"],
    ...["9007199254740991", "9007199254740993", "9223372036854775807", "-9223372036854775808"],
  ],
  uint: ["0u", "1u", "2u", "3u", "10u", "0xFFu", "9223372036854775808u", "18446744073709551615u"],
  double: [
    ...["0.0", "-0.0", "1.0", "1.5", "-2.5", "0.1", "3.14159", "1e21", "1e-7", "123456789.125", "1e300", "5e-324"],
    ...["9007199254740993.0", "9223372036854775808.0", "(0.0/0.0)", "(1.0/0.0)", "(-1.0/0.0)"],
  ],
  string: [
    ...["''", "'a'", "'b'", "'abc'", "'Hello World'", "'  padded  '", "'a,b,,c'", "'aXbXc'", "'1'", "'é'", "'日本語'"],
    ...[
      "'😀😎'",
      "'a😀b'",
      "'e\\u0301'",
      "'\\u00e9'",
      "'tab\\there'",
      "'line\\nbreak'",
      "'q\"uo\\'te'",
      "'back\\\\slash'",
    ],
    ...["'\\x00'", "'ß'", "'İ'", "'ǆ'", "'constructor'", "'__proto__'", "r'\\d+'", '"""multi\nline"""', "'%s %d'"],
    ...["'aaaaaaaaaabbbbbbbbbbcccccccccc'", "'\\U0010FFFF'", "'\\ufeffbom'", "'ﬃ'", "'\\r\\n'"],
  ],
  bytes: ["b''", "b'abc'", "b'\\xff\\x00'", "b'é'", "b'\\303\\251'", "bytes('😀')", "b'\\xf0\\x9f'"],
  null: ["null"],
  timestamp: [
    "timestamp('2024-02-29T12:34:56.789Z')",
    "timestamp('2023-12-31T23:59:59.999999999+05:30')",
    "timestamp('0001-01-01T00:00:00Z')",
    "timestamp('9999-12-31T23:59:59.999999999Z')",
    "timestamp('1969-12-31T23:59:59.5Z')",
    "timestamp(0)",
    "timestamp(1700000000)",
  ],
  duration: [
    ...["duration('0s')", "duration('1s')", "duration('-1s')", "duration('1h30m')", "duration('1.5ms')"],
    ...["duration('100ns')", "duration('-3h0.000000001s')", "duration('9223372036s')", "duration('25h61m')"],
  ],
  type: [
    ...["int", "uint", "double", "string", "bytes", "bool", "list", "map", "null_type", "type", "type(type)"],
    ...["google.protobuf.Timestamp", "google.protobuf.Duration", "optional_type"],
  ],
};

/** The types that literals of lists and maps are made of. */
export const SCALARS: readonly Type[] = ["int", "string", "int", "string", "bool", "double", "uint", "bytes"].map(
  (kind) => ({ kind }) as Type,
);

/** What keys of maps are. */
export const KEYS: readonly Type[] = ["string", "string", "int", "bool", "uint"].map((kind) => ({ kind }) as Type);
