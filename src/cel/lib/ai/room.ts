/** How much text the variables of one container may become: a few short ones can stand for any amount. */

/** UTF-16 units. Linux starts no program with a longer text. */
const MAX_LENGTH = 131_072;

export class Room {
  #left = MAX_LENGTH;

  /** False, and nothing taken, where so much is not left. */
  take(length: number): boolean {
    if (length > this.#left) return false;
    this.#left -= length;
    return true;
  }
}
