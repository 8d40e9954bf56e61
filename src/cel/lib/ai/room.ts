import { BudgetExceeded } from "../../values.ts";

/** UTF-16 units. Linux starts no program with much more than that. */
const MAX_LENGTH = 1 << 20;

/** How much text the variables of one container may become: a few short ones can stand for any amount. */
export class Room {
  #left = MAX_LENGTH;

  /** What is not looked at could hide anything, so that too much of it ends the evaluation. @throws BudgetExceeded */
  take(length: number): void {
    this.#left -= length;
    if (this.#left < 0) throw new BudgetExceeded();
  }
}
