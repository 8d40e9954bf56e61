import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Type } from "../types.ts";
import {
  A,
  BOOL,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  objectType,
  opaque,
  optionalOf,
  STRING,
  TIMESTAMP,
  typeOfType,
  UINT,
} from "../types.ts";
import { equivalentType, isAssignable, mostGeneral, sameType } from "./assignable.ts";
import { Substitution } from "./substitution.ts";

const NULLABLE_INT: Type = { kind: "int", nullable: true };

/** Types without parameters. */
const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      BOOL,
      INT,
      UINT,
      STRING,
      NULL,
      DYN,
      TIMESTAMP,
      DURATION,
      objectType("a"),
      opaque("b"),
      NULLABLE_INT,
    ),
    tie("type").map(listOf),
    tie("type").map((of) => optionalOf(of)),
    fc.tuple(tie("type"), tie("type")).map(([key, value]) => mapOf(key, value)),
    tie("type").map(typeOfType),
  ),
})).type;

describe("assignability", () => {
  it.each<[Type, Type, boolean]>([
    [INT, INT, true],
    [INT, UINT, false],
    [INT, DYN, true],
    [DYN, INT, true],
    [NULL, objectType("a"), true],
    [NULL, opaque("a"), true],
    [NULL, optionalOf(INT), true],
    [NULL, TIMESTAMP, true],
    [DURATION, NULL, true],
    [NULL, NULLABLE_INT, true],
    [NULL, INT, false],
    [NULL, listOf(INT), false],
    [NULLABLE_INT, INT, true],
    [objectType("a"), objectType("b"), false],
    [objectType("a"), opaque("a"), false],
    [listOf(INT), listOf(DYN), true],
    [listOf(INT), listOf(STRING), false],
    [mapOf(STRING, INT), mapOf(STRING, STRING), false],
    [typeOfType(INT), typeOfType(STRING), true],
  ])("%j to %j: %s", (from, to, expected) => {
    expect(isAssignable(new Substitution(), from, to)).toBe(expected);
  });

  it("holds for a type and itself", () => {
    fc.assert(fc.property(types, (type) => isAssignable(new Substitution(), type, structuredClone(type))));
  });

  it("works in both directions", () => {
    fc.assert(
      fc.property(
        types,
        types,
        (a, b) => isAssignable(new Substitution(), a, b) === isAssignable(new Substitution(), b, a),
      ),
    );
  });
});

describe("type variables", () => {
  it("are bound by what is assigned to them, and widened by what follows", () => {
    const substitution = new Substitution();
    const variable = substitution.fresh();
    expect(isAssignable(substitution, INT, variable)).toBe(true);
    expect(substitution.apply(listOf(variable), false)).toEqual(listOf(INT));
    expect(isAssignable(substitution, STRING, variable)).toBe(false);
    expect(isAssignable(substitution, DYN, variable)).toBe(true);
    expect(substitution.apply(variable, false)).toEqual(DYN);
  });

  it("stay as they were when an assignment fails half-way", () => {
    const substitution = new Substitution();
    const variable = substitution.fresh();
    expect(isAssignable(substitution, mapOf(STRING, INT), mapOf(variable, STRING))).toBe(false);
    expect(substitution.apply(variable, true)).toEqual(DYN);
    expect(isAssignable(substitution, INT, variable)).toBe(true);
  });

  it("never stand for a type that holds them", () => {
    const substitution = new Substitution();
    const variable = substitution.fresh();
    expect(isAssignable(substitution, listOf(variable), variable)).toBe(false);
    const other = substitution.fresh();
    expect(isAssignable(substitution, variable, other)).toBe(true);
    expect(isAssignable(substitution, listOf(other), variable)).toBe(false);
  });
});

it("takes the more general of two types", () => {
  const substitution = new Substitution();
  expect(mostGeneral(substitution, listOf(INT), listOf(DYN))).toEqual(listOf(DYN));
  expect(mostGeneral(substitution, listOf(DYN), listOf(INT))).toEqual(listOf(DYN));
  expect(mostGeneral(substitution, NULL, objectType("a"))).toEqual(objectType("a"));
});

it("tells types apart by their parameters' names only where asked", () => {
  const substitution = new Substitution();
  expect(equivalentType(listOf(A), listOf(substitution.fresh()))).toBe(true);
  expect(sameType(substitution, listOf(A), listOf(substitution.fresh()))).toBe(false);
  expect(sameType(substitution, listOf(INT), listOf(NULLABLE_INT))).toBe(true);
  expect(equivalentType(mapOf(INT, INT), mapOf(INT, STRING))).toBe(false);
  expect(equivalentType(typeOfType(INT), typeOfType(STRING))).toBe(false);
});
