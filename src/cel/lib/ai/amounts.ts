/** Numbers of devices by name. */
import { roundedUp } from "../../../kube/amount.ts";
import { parseQuantity } from "../../../kube/quantity.ts";
import { Double, type Value } from "../../values.ts";

/** As many as are counted. An amount that Kubernetes would not take counts as that: it never counts as none. */
export const MOST = Number.MAX_SAFE_INTEGER;

export type Amounts = Map<string, number>;

/** The quantity of an extended resource, or the count of a claim: whole, rounded up. Nothing and null are none. */
export function deviceCount(amount: Value | undefined): number {
  if (amount === undefined || amount === null) return 0;
  if (typeof amount === "number") return amount < 0 ? MOST : amount;
  if (typeof amount === "string") return countOfText(amount);
  return amount instanceof Double ? countOfText(String(amount.value)) : MOST;
}

function countOfText(text: string): number {
  const quantity = parseQuantity(text);
  if (typeof quantity === "string" || quantity.unscaled < 0n) return MOST;
  const { unscaled, exponent } = roundedUp(quantity, 0);
  return unscaled === 0n ? 0 : exponent > 0 || unscaled > BigInt(MOST) ? MOST : Number(unscaled);
}

export function sum(a: number, b: number): number {
  return Math.min(a + b, MOST);
}

export function add(amounts: Amounts, name: string, amount: number): void {
  amounts.set(name, sum(amounts.get(name) ?? 0, amount));
}

export function addAll(amounts: Amounts, others: Amounts): void {
  for (const [name, amount] of others) add(amounts, name, amount);
}

/** Makes the amount at least as large. */
export function raise(amounts: Amounts, name: string, amount: number): void {
  amounts.set(name, Math.max(amounts.get(name) ?? 0, amount));
}
