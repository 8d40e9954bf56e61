import { describe, expect, it } from "vitest";
import { showParsed } from "../../../test/cel/show-tree.ts";

describe("macros", () => {
  it.each([
    ["has(a.b)", "has.b@3(a@4)"],
    ["has(a.b.c)", "has.c@3(.b@5(a@4))"],
    [
      "a.all(b, c)",
      "fold b @result@5(a@0, true@5, @not_strictly_false@5(@result@5), _&&_@5(@result@5, c@9), @result@5)",
    ],
    [
      "a.exists(b, c)",
      "fold b @result@8(a@0, false@8, @not_strictly_false@8(!_@8(@result@8)), _||_@8(@result@8, c@12), @result@8)",
    ],
    [
      "a.exists_one(b, c)",
      "fold b @result@12(a@0, 0@12, true@12, _?_:_@12(c@16, _+_@12(@result@12, 1@12), @result@12), _==_@12(@result@12, 1@12))",
    ],
    ["a.map(b, c)", "fold b @result@5(a@0, list@5(), true@5, _+_@5(@result@5, list@5(c@9)), @result@5)"],
    [
      "a.map(b, c, d)",
      "fold b @result@5(a@0, list@5(), true@5, _?_:_@5(c@9, _+_@5(@result@5, list@5(d@12)), @result@5), @result@5)",
    ],
    [
      "a.filter(b, c)",
      "fold b @result@8(a@0, list@8(), true@8, _?_:_@8(c@12, _+_@8(@result@8, list@8(b@9)), @result@8), @result@8)",
    ],
    [
      "a.sortBy(b, c)",
      "fold #unused @__sortBy_input__@8(list@8(), a@0, false@8, @__sortBy_input__@8, .@sortByAssociatedKeys()@8(@__sortBy_input__@8, fold b @result@8(@__sortBy_input__@8, list@8(), true@8, _+_@8(@result@8, list@8(c@12)), @result@8)))",
    ],
    [
      "a.all(b, c, d)",
      "fold b c @result@5(a@0, true@5, @not_strictly_false@5(@result@5), _&&_@5(@result@5, d@12), @result@5)",
    ],
    [
      "a.exists(b, c, d)",
      "fold b c @result@8(a@0, false@8, @not_strictly_false@8(!_@8(@result@8)), _||_@8(@result@8, d@15), @result@8)",
    ],
    [
      "a.existsOne(b, c, d)",
      "fold b c @result@11(a@0, 0@11, true@11, _?_:_@11(d@18, _+_@11(@result@11, 1@11), @result@11), _==_@11(@result@11, 1@11))",
    ],
    [
      "a.transformList(b, c, d)",
      "fold b c @result@15(a@0, list@15(), true@15, _+_@15(@result@15, list@15(d@22)), @result@15)",
    ],
    [
      "a.transformMap(b, c, d)",
      "fold b c @result@14(a@0, map@14(), true@14, cel.@mapInsert@14(@result@14, b@14, d@21), @result@14)",
    ],
    [
      "a.transformMap(b, c, d, e)",
      "fold b c @result@14(a@0, map@14(), true@14, _?_:_@14(d@21, cel.@mapInsert@14(@result@14, b@14, e@24), @result@14), @result@14)",
    ],
    [
      "a.transformMapEntry(b, c, {d: e})",
      "fold b c @result@19(a@0, map@19(), true@19, cel.@mapInsert@19(@result@19, map@26(d@27 :@28 e@30)), @result@19)",
    ],
    [
      "a.optMap(b, c)",
      "_?_:_@8(.hasValue()@8(a@0), optional.of@8(fold #unused b@8(list@8(), .value()@8(a@0), false@8, b@8, c@12)), optional.none@8())",
    ],
    [
      "{a: b}.optFlatMap(c, d)",
      "_?_:_@17(.hasValue()@17(map@0(a@1 :@2 b@4)), fold #unused c@17(list@17(), .value()@17(map@0(a@1 :@17 b@4)), false@17, c@17, d@21), optional.none@17())",
    ],
  ])("expands %s", (source, expected) => {
    expect(showParsed(source)).toBe(expected);
  });

  it.each([
    ["a.all(b)", ".all()@5(a@0, b@6)"],
    ["a.map(b, c, d, e)", ".map()@5(a@0, b@6, c@9, d@12, e@15)"],
    ["a.existsOne(b, c)", ".existsOne()@11(a@0, b@12, c@15)"],
    ["all(a, b)", "all@3(a@4, b@7)"],
    ["a.has(b.c)", ".has()@5(a@0, .c@7(b@6))"],
    [".has(a.b)", ".has@4(.b@6(a@5))"],
    ["has(a.b, c)", "has@3(.b@5(a@4), c@9)"],
    ["cel.bind(a, b, c)", ".bind()@8(cel@0, a@9, b@12, c@15)"],
    ["a.constructor(b, c)", ".constructor()@13(a@0, b@14, c@17)"],
  ])("leaves %s as it is", (source, expected) => {
    expect(showParsed(source)).toBe(expected);
  });
});
