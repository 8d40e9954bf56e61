/** Kubernetes' quantities. */
import { approximateFloat } from "../../kube/amount.ts";
import {
  addQuantities,
  asDecimal,
  asInteger,
  compareQuantities,
  parseQuantity,
  type Quantity,
  quantityOf,
  signOf,
  subtractQuantities,
} from "../../kube/quantity.ts";
import { canonicalQuantity } from "../../kube/quantity-text.ts";
import type { FunctionDecl, Library } from "../environment.ts";
import type { Int } from "../runtime/int64.ts";
import { NO_SUCH_OVERLOAD } from "../runtime/no-such-overload.ts";
import { BOOL, DOUBLE, INT, objectType, STRING } from "../types.ts";
import { CelError, Double, normalInt, OpaqueValue } from "../values.ts";
import { functionOf, memberOverload, overload, traversalCost } from "./overload.ts";

const QUANTITY = objectType("kubernetes.Quantity");

/** Where an amount is kept. Decimal amounts are shared, as in Kubernetes, so that adding to one changes it. */
interface Cell {
  quantity: Quantity;
}

/**
 * A quantity with what Kubernetes' own shows of its insides: comparing a quantity with one that is kept as a decimal
 * makes it a decimal, too, and decimals are added to in place.
 */
class QuantityValue extends OpaqueValue {
  readonly type = QUANTITY;
  readonly cell: Cell;
  /** A sum or a difference: nothing is equal to it, though it may be equal to others. */
  readonly isComputed: boolean;

  constructor(cell: Cell, isComputed: boolean) {
    super();
    this.cell = cell;
    this.isComputed = isComputed;
  }

  get quantity(): Quantity {
    return this.cell.quantity;
  }

  override equals(other: QuantityValue): boolean | CelError {
    return other.isComputed ? NO_SUCH_OVERLOAD : compareQuantities(this.quantity, other.quantity) === 0;
  }

  override toString(): string {
    return canonicalQuantity(this.quantity);
  }
}

function toQuantity(text: string): QuantityValue | CelError {
  const quantity = parseQuantity(text);
  return typeof quantity === "string" ? new CelError(quantity) : new QuantityValue({ quantity }, false);
}

function isQuantity(text: string): boolean {
  return typeof parseQuantity(text) !== "string";
}

function compare(a: QuantityValue, b: QuantityValue): number {
  if (!b.quantity.isSmall) a.cell.quantity = asDecimal(a.quantity);
  return compareQuantities(a.quantity, b.quantity);
}

function toInteger({ quantity }: QuantityValue): Int | CelError {
  const integer = asInteger(quantity);
  return integer === undefined ? new CelError("cannot convert value to integer") : normalInt(integer);
}

type Operation = (a: Quantity, b: Quantity) => Quantity | undefined;

function compute(operation: Operation, a: QuantityValue, b: Quantity): QuantityValue | CelError {
  const quantity = operation(a.quantity, b);
  if (quantity === undefined) return new CelError("quantities differ too much in size");
  if (a.quantity.isSmall) return new QuantityValue({ quantity }, true);
  a.cell.quantity = quantity;
  return new QuantityValue(a.cell, true);
}

function arithmetic(name: "add" | "sub", operation: Operation): FunctionDecl {
  const withQuantity = (a: QuantityValue, b: QuantityValue) => compute(operation, a, b.quantity);
  const withInt = (a: QuantityValue, b: Int) => compute(operation, a, quantityOf(BigInt(b)));
  return functionOf(
    name,
    memberOverload(`quantity_${name}`, [QUANTITY, QUANTITY], QUANTITY, withQuantity),
    memberOverload(`quantity_${name}_int`, [QUANTITY, INT], QUANTITY, withInt),
  );
}

const COMPARISONS = [
  functionOf(
    "isGreaterThan",
    memberOverload("quantity_is_greater_than", [QUANTITY, QUANTITY], BOOL, (a: QuantityValue, b: QuantityValue) => {
      return compare(a, b) > 0;
    }),
  ),
  functionOf(
    "isLessThan",
    memberOverload("quantity_is_less_than", [QUANTITY, QUANTITY], BOOL, (a: QuantityValue, b: QuantityValue) => {
      return compare(a, b) < 0;
    }),
  ),
  functionOf("compareTo", memberOverload("quantity_compare_to", [QUANTITY, QUANTITY], INT, compare)),
];

const CONVERSIONS = [
  functionOf(
    "asApproximateFloat",
    memberOverload("quantity_get_float", [QUANTITY], DOUBLE, ({ quantity }: QuantityValue) => {
      return new Double(approximateFloat(quantity));
    }),
  ),
  functionOf("asInteger", memberOverload("quantity_get_int", [QUANTITY], INT, toInteger)),
  functionOf(
    "isInteger",
    memberOverload("quantity_is_integer", [QUANTITY], BOOL, ({ quantity }: QuantityValue) => {
      return asInteger(quantity) !== undefined;
    }),
  ),
];

export const QUANTITIES: Library = {
  name: "kubernetes.quantity",
  functions: [
    functionOf("quantity", overload("string_to_quantity", [STRING], QUANTITY, toQuantity, traversalCost)),
    functionOf("isQuantity", overload("is_quantity_string", [STRING], BOOL, isQuantity, traversalCost)),
    functionOf(
      "sign",
      overload("quantity_sign", [QUANTITY], INT, ({ quantity }: QuantityValue) => signOf(quantity)),
    ),
    ...COMPARISONS,
    ...CONVERSIONS,
    arithmetic("add", addQuantities),
    arithmetic("sub", subtractQuantities),
  ],
};
