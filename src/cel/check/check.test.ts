import { describe, expect, it } from "vitest";
import { ADMISSION, MUTATION } from "../../../test/cel/environments.ts";
import type { Environment } from "../environment.ts";
import { parse } from "../parse/parse.ts";
import { showType } from "../types.ts";
import { check } from "./check.ts";

/**
 * An expression and what Kubernetes 1.36 says of it: its type, or its faults by column (from 1), in the order of their
 * columns.
 */
type Case = readonly [expression: string, expected: string | readonly string[]];

function verdict(source: string, env: Environment): string | readonly string[] {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source} does not parse`);
  const result = check(parsed.expr, env);
  if (result.ok) return showType(result.checked.outputType);
  return result.issues
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => `${offset + 1}: ${message}`);
}

describe("names", () => {
  it.each<Case>([
    ["object", "dyn"],
    ["oldObject.a.b", "dyn"],
    [".object", "dyn"],
    [".int", "type(int)"],
    ["request", "kubernetes.AdmissionRequest"],
    ["request.kind.group", "string"],
    ["namespaceObject.metadata.labels", "map(string, string)"],
    ["authorizer.requestResource", "kubernetes.authorization.ResourceCheck"],
    ["int", "type(int)"],
    ["list", "type(list(dyn))"],
    ["map", "type(map(dyn, dyn))"],
    ["type", "type(type)"],
    ["null_type", "type(null_type)"],
    ["net.IP", "type(net.IP)"],
    ["optional_type", "type(optional_type)"],
    ["google.protobuf.Timestamp", "type(google.protobuf.Timestamp)"],
    ["kubernetes", ["1: undeclared reference to 'kubernetes' (in container '')"]],
    ["foo", ["1: undeclared reference to 'foo' (in container '')"]],
    ["foo.bar.baz", ["1: undeclared reference to 'foo' (in container '')"]],
    [".foo", ["2: undeclared reference to '.foo' (in container '')"]],
    ["objct", ["1: undeclared reference to 'objct' (in container '')"]],
    ["[1].map(x, .x)", "list(int)"],
    ["[1].map(object, object + 1)", "list(int)"],
    ["[1].map(authorizer, authorizer.requestResource)", "list(kubernetes.authorization.ResourceCheck)"],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("selection", () => {
  it.each<Case>([
    ["request.foo", ["8: undefined field 'foo'"]],
    ["request.oepration", ["8: undefined field 'oepration'"]],
    ["has(request.dryRun)", "bool"],
    ["has(request.foo)", ["4: undefined field 'foo'"]],
    ["has(object.a.b)", "bool"],
    ["request.name.x", ["13: type 'string' does not support field selection"]],
    ["1.a", ["2: type 'int' does not support field selection"]],
    ["null.a", ["5: type 'null' does not support field selection"]],
    ["namespaceObject.metadata.labels.app", "string"],
    ["{'a': 1}.b", "int"],
    ["{1: 2}.b", "int"],
    ["[].map(x, x.a)", "list(dyn)"],
    ["optional.of(request).name", "optional_type(string)"],
    ["optional.of({'a': 1}).a", "optional_type(int)"],
    ["request.?userInfo.?uid", "optional_type(string)"],
    ["request.?foo", ["8: undefined field 'foo'"]],
    ["object.?a.b[0]", "dyn"],
    ["authorizer.x", ["11: unexpected failed resolution of 'kubernetes.authorization.Authorizer'"]],
    ["has({}.a)", "bool"],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("calls", () => {
  it.each<Case>([
    ["size('a')", "int"],
    ["size(1)", ["5: found no matching overload for 'size' applied to '(int)'"]],
    ["size()", ["5: found no matching overload for 'size' applied to '()'"]],
    ["1.size()", ["7: found no matching overload for 'size' applied to 'int.()'"]],
    ["'a'.foo(1)", ["8: undeclared reference to 'foo' (in container '')"]],
    ["foo(1)", ["4: undeclared reference to 'foo' (in container '')"]],
    [
      "foo.bar(baz)",
      [
        "1: undeclared reference to 'foo' (in container '')",
        "8: undeclared reference to 'bar' (in container '')",
        "9: undeclared reference to 'baz' (in container '')",
      ],
    ],
    ["'a'.startWith('b')", ["14: undeclared reference to 'startWith' (in container '')"]],
    ["lists.range(3)", "list(int)"],
    [
      "lists.rnge(3)",
      ["1: undeclared reference to 'lists' (in container '')", "11: undeclared reference to 'rnge' (in container '')"],
    ],
    ["optional.of(1)", "optional_type(int)"],
    ["optional.none()", "optional_type(dyn)"],
    ["ip.isCanonical('::1')", "bool"],
    ["sets.contains([1], [1])", "bool"],
    [
      "sets.contains([1], ['a'])",
      ["14: found no matching overload for 'sets.contains' applied to '(list(int), list(string))'"],
    ],
    ["format.dns1123Label()", "kubernetes.NamedFormat"],
    ["1 + 1u", ["3: found no matching overload for '_+_' applied to '(int, uint)'"]],
    ["'a' + b'a'", ["5: found no matching overload for '_+_' applied to '(string, bytes)'"]],
    ["1 + dyn(1)", "int"],
    ["dyn(1) + dyn('a')", "dyn"],
    ["object.a + object.b", "dyn"],
    ["object.a + 1", "int"],
    ["object.a < 1", "bool"],
    ["object.a < object.b", "bool"],
    ["1 < 1.5", "bool"],
    ["'a' < 1", ["5: found no matching overload for '_<_' applied to '(string, int)'"]],
    ["-true", ["1: found no matching overload for '-_' applied to '(bool)'"]],
    ["!1", ["1: found no matching overload for '!_' applied to '(int)'"]],
    ["1 == 'a'", ["3: found no matching overload for '_==_' applied to '(int, string)'"]],
    ["1 == null", ["3: found no matching overload for '_==_' applied to '(int, null)'"]],
    ["request == null", "bool"],
    ["optional.of(1) == null", "bool"],
    ["timestamp('2020-01-01T00:00:00Z') == null", "bool"],
    ["[1] == [dyn('a')]", "bool"],
    ["[1][0]", "int"],
    ["[1]['a']", ["4: found no matching overload for '_[_]' applied to '(list(int), string)'"]],
    ["{'a': 1}[1]", ["9: found no matching overload for '_[_]' applied to '(map(string, int), int)'"]],
    ["object[?0]", "dyn"],
    ["{'a': [1]}[?'a'][0]", "optional_type(int)"],
    ["'a' in ['a']", "bool"],
    ["1 in ['a']", ["3: found no matching overload for '@in' applied to '(int, list(string))'"]],
    ["'a' in {'a': 1}", "bool"],
    ["type(1) == int", "bool"],
    ["type(1) == 1", ["9: found no matching overload for '_==_' applied to '(type(int), int)'"]],
    ["duration('1s') + 1", ["16: found no matching overload for '_+_' applied to '(duration, int)'"]],
    ["authorizer.group('').resource('pods').check('get').allowed()", "bool"],
    ["quantity('1').add(1)", "kubernetes.Quantity"],
    [
      "quantity('1').add(1).add('a')",
      ["25: found no matching overload for 'add' applied to 'kubernetes.Quantity.(string)'"],
    ],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("logic and conditions", () => {
  it.each<Case>([
    ["true && 1", ["9: expected type 'bool' but found 'int'"]],
    ["'a' || 1 || true", ["1: expected type 'bool' but found 'string'", "8: expected type 'bool' but found 'int'"]],
    ["object.a && object.b", "bool"],
    ["true ? 1 : 2", "int"],
    ["true ? 1 : 'a'", ["6: found no matching overload for '_?_:_' applied to '(bool, int, string)'"]],
    ["true ? 1 : dyn('a')", "dyn"],
    ["1 ? 2 : 3", ["3: found no matching overload for '_?_:_' applied to '(int, int, int)'"]],
    ["true ? [] : [1]", "list(int)"],
    ["true ? null : request", "null_type"],
    ["true ? [{}] : [{'a': 1}]", "list(map(string, int))"],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("aggregates", () => {
  it.each<Case>([
    ["[]", "list(dyn)"],
    ["{}", "map(dyn, dyn)"],
    ["[[]]", "list(list(dyn))"],
    ["[1, 2]", "list(int)"],
    ["[1, 'a', 2.0]", ["5: expected type 'int' but found 'string'"]],
    ["[1, dyn(1)]", ["8: expected type 'int' but found 'dyn'"]],
    ["[dyn(1), 1]", ["10: expected type 'dyn' but found 'int'"]],
    ["[1, null]", ["5: expected type 'int' but found 'null'"]],
    ["[null, request]", ["8: expected type 'null' but found 'kubernetes.AdmissionRequest'"]],
    ["[[], [1]]", "list(list(int))"],
    ["[[1], ['a']]", ["7: expected type 'list(int)' but found 'list(string)'"]],
    ["{'a': 1, 'b': 'c'}", ["15: expected type 'int' but found 'string'"]],
    ["{'a': 1, 2: 'c'}", ["10: expected type 'string' but found 'int'", "13: expected type 'int' but found 'string'"]],
    ["{'a': [], 'b': [1]}", "map(string, list(int))"],
    ["[?optional.of(1), 2]", "list(int)"],
    ["[?optional.of('a'), 1]", ["21: expected type 'string' but found 'int'"]],
    ["[?1]", ["3: expected type 'optional_type(int)' but found 'int'"]],
    ["{?'a': optional.of(1), 'b': 2}", "map(string, int)"],
    ["{?'a': 1}", ["8: expected type 'optional_type(int)' but found 'int'"]],
    ["'%s %d'.format(['a', 1])", "string"],
    ["'%s'.format([[1, 'a', {'a': 1, 2: 'b'}]])", "string"],
    ["[1, google.protobuf.Int64Value{value: 1}]", "list(int)"],
    ["[google.protobuf.Int64Value{value: 1}, null]", ["40: expected type 'wrapper(int)' but found 'null'"]],
    ["{'a': [?[]]}", ["9: expected type 'optional_type(list(_var0))' but found 'list(_var0)'"]],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("comprehensions", () => {
  it.each<Case>([
    ["[1].all(x, x > 0)", "bool"],
    ["[1].all(x, 'a')", ["12: expected type 'bool' but found 'string'"]],
    ["{'a': 1}.exists(k, k == 'a')", "bool"],
    ["{'a': 1}.map(k, k)", "list(string)"],
    ["[1].map(x, [x])", "list(list(int))"],
    ["[1].filter(x, x)", ["11: found no matching overload for '_?_:_' applied to '(int, list(int), list(int))'"]],
    ["object.all(x, x.a)", "bool"],
    ["1.all(x, x)", ["1: expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"]],
    [
      "'a'.map(c, c)",
      ["1: expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)"],
    ],
    [
      "request.all(x, true)",
      [
        "1: expression of type 'kubernetes.AdmissionRequest' cannot be range of a comprehension (must be list, map, or dynamic)",
      ],
    ],
    ["[1].map(x, x > 0, string(x))", "list(string)"],
    ["['a'].all(i, v, i == v)", ["19: found no matching overload for '_==_' applied to '(int, string)'"]],
    ["{'a': 1}.all(k, v, k == v)", ["22: found no matching overload for '_==_' applied to '(string, int)'"]],
    ["[1].transformList(i, v, i + v)", "list(int)"],
    ["{'a': 1}.transformMap(k, v, string(v))", "map(string, string)"],
    ["[1].map(x, ['a'].map(y, x == y))", ["27: found no matching overload for '_==_' applied to '(int, string)'"]],
    ["[].map(x, x.foo())", ["16: undeclared reference to 'foo' (in container '')"]],
    ["[[]].map(x, x)", "list(list(dyn))"],
    ["[3].sortBy(x, -x)", "list(int)"],
    ["optional.of(1).optMap(x, x + 1)", "optional_type(int)"],
    ["optional.of(1).optMap(x, x + 'a')", ["28: found no matching overload for '_+_' applied to '(int, string)'"]],
    ["[1].map(x, y)", ["12: undeclared reference to 'y' (in container '')"]],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("messages", () => {
  it.each<Case>([
    ["kubernetes.Namespace{}", "kubernetes.Namespace"],
    ["kubernetes.NamespaceSpec{finalizers: ['a']}", "kubernetes.NamespaceSpec"],
    [
      "kubernetes.NamespaceSpec{finalizers: 1, foo: 2}",
      [
        "36: expected type of field 'finalizers' is 'list(string)' but provided type is 'int'",
        "44: undefined field 'foo'",
      ],
    ],
    ["kubernetes.NamespaceSpec{?finalizers: optional.none()}", "kubernetes.NamespaceSpec"],
    [
      "kubernetes.NamespaceSpec{?finalizers: []}",
      ["39: expected type 'optional_type(list(_var0))' but found 'list(_var0)'"],
    ],
    ["kubernetes.Namespaces{}", ["22: undeclared reference to 'kubernetes.Namespaces' (in container '')"]],
    ["int{}", ["4: 'int' is not a message type"]],
    ["int{a: 1}", ["4: 'int' is not a message type", "6: undefined field 'a'"]],
    ["object{a: 1}", ["7: 'dyn' is not a type", "9: unexpected failed resolution of 'object'"]],
    ["net.IP{a: 1}", ["7: 'net.IP' is not a message type", "9: unexpected failed resolution of 'net.IP'"]],
    ["google.protobuf.Int64Value{value: 1}", "wrapper(int)"],
    [
      "google.protobuf.Int64Value{value: 'a'}",
      ["33: expected type of field 'value' is 'int' but provided type is 'string'"],
    ],
    ["google.protobuf.Struct{fields: {'a': 1}}", "map(string, dyn)"],
    ["null_type{a: 1}", ["12: unexpected failed resolution of 'google.protobuf.NullValue'"]],
    ["map{a: 1}", ["4: 'map' is not a message type"]],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("literals", () => {
  it.each<Case>([
    ["duration('1h')", "google.protobuf.Duration"],
    ["duration('x')", ["10: invalid duration argument"]],
    ["duration(1)", ["10: invalid duration argument"]],
    ["duration(object.a)", "google.protobuf.Duration"],
    ["timestamp('2020-01-01T00:00:00Z')", "google.protobuf.Timestamp"],
    ["timestamp('x')", ["11: invalid timestamp argument"]],
    ["timestamp(253402300800)", ["11: invalid timestamp argument"]],
    ["'a'.matches('a+')", "bool"],
    ["'a'.matches('[')", ["13: invalid matches argument"]],
    ["matches('[', 'a')", ["9: invalid matches argument"]],
    ["matches(object.a, 'a')", "bool"],
    ["[duration('x'), duration('y')]", ["11: invalid duration argument", "26: invalid duration argument"]],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("formats", () => {
  it.each<Case>([
    [
      "'%d'.format(['a'])",
      ["14: error during formatting: decimal clause can only be used on integers, was given string"],
    ],
    [
      "'%s'.format([request])",
      [
        "14: error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given kubernetes.AdmissionRequest",
      ],
    ],
    [
      "'%s'.format([[1, {'a': optional.none()}]])",
      [
        "37: error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given optional_type",
      ],
    ],
    ["'%s'.format([])", ["12: index 0 out of range"]],
    ["'%s'.format([1, 2])", ["12: too many arguments supplied to string.format (expected 1, got 2)"]],
    ["''.format([1])", ["10: too many arguments supplied to string.format (expected 0, got 1)"]],
    ["'%'.format([1])", ["11: unexpected end of string"]],
    ["'%q'.format([1])", ['12: could not parse formatting clause: unrecognized formatting clause "q"']],
    ["'%é'.format([1])", ['12: could not parse formatting clause: unrecognized formatting clause "Ã"']],
    [
      "'%.f'.format([1.0])",
      [
        '13: could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax',
      ],
    ],
    [
      "'%.99999999999999999999f'.format([1.0])",
      [
        '33: could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "99999999999999999999": value out of range',
      ],
    ],
    [
      "'%.3'.format([1.0])",
      [
        "13: could not parse formatting clause: error while parsing precision: could not find end of precision specifier",
      ],
    ],
    ["'%.2f%% %e %b %x %X %o'.format([1.0, 'NaN', true, b'a', 1, 2u])", "string"],
    [
      "'%b %f'.format([1.0, 1])",
      ["17: error during formatting: only integers and bools can be formatted as binary, was given double"],
    ],
    [
      "'%o'.format(['a'])",
      ["14: error during formatting: octal clause can only be used on integers, was given string"],
    ],
    [
      "'%x'.format([true])",
      ["14: error during formatting: only integers, byte buffers, and strings can be formatted as hex, was given bool"],
    ],
    ["'%e'.format([1])", ["14: error during formatting: scientific clause can only be used on doubles, was given int"]],
    ["'%d'.format([dyn(1.0)])", "string"],
    ["'%s'.format(object)", "string"],
    ["object.a.format([1])", "string"],
    ["'%é'.format([])", ["12: index 0 out of range"]],
  ])("%s", (source, expected) => {
    expect(verdict(source, ADMISSION)).toEqual(expected);
  });
});

describe("mutation types", () => {
  it.each<Case>([
    ["Object{spec: Object.spec{replicas: 1}}", "Object"],
    ["Object{}.anything", "dyn"],
    ["Object.spec{a: 1} == null", "bool"],
    ["[Object{}, Object.spec{}]", ["23: expected type 'Object' but found 'Object.spec'"]],
    ["JSONPatch{op: 'add', path: '/a', value: 1}", "JSONPatch"],
    ["JSONPatch{op: 1}", ["13: expected type of field 'op' is 'string' but provided type is 'int'"]],
    ["JSONPatch{op: []}", ["13: expected type of field 'op' is 'string' but provided type is 'list(_var0)'"]],
    ["JSONPatch{foo: 1}", ["14: expected type of field 'foo' is '' but provided type is 'int'"]],
    ["JSONPatch{}.path + 1", ["18: found no matching overload for '_+_' applied to '(string, int)'"]],
    ["Objects{}", ["8: undeclared reference to 'Objects' (in container '')"]],
    ["[JSONPatch{op: 'add'}, JSONPatch{op: 'test'}]", "list(JSONPatch)"],
    ["jsonpatch.escapeKey('a')", "string"],
  ])("%s", (source, expected) => {
    expect(verdict(source, MUTATION)).toEqual(expected);
  });
});
