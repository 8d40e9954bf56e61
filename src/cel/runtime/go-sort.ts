/**
 * Sorting in the order in which Go's `sort.Slice` leaves elements that are equal. It is no stable sort, so that order
 * follows from its algorithm, a quicksort that defeats patterns (Orson Peters' pdqsort) with pivots chosen by place.
 */

/** Ranges up to this length are sorted by insertion. */
const INSERTION_LENGTH = 12;
/** Ranges from this length on get their pivot from nine elements, and are tried to be mended when almost sorted. */
const LONG = 50;
const MAX_MENDED_PAIRS = 5;
/** The comparisons of a choice among nine, all of which say "descending" when a range is in reverse order. */
const NINTHER_COMPARISONS = 12;
const MASK_64 = 0xffff_ffff_ffff_ffffn;

/** Whether the element that stood at `a` comes before the one that stood at `b`. */
type Before = (a: number, b: number) => boolean;

/** Where the elements of a list of `length` stood before it was sorted. */
export function sortedOrder(length: number, before: Before): readonly number[] {
  const sorter = new Sorter(length, before);
  sorter.sort(0, length, bitLength(length));
  return sorter.order;
}

function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}

class Sorter {
  readonly order: number[];
  readonly #before: Before;

  constructor(length: number, before: Before) {
    this.order = Array.from({ length }, (_, i) => i);
    this.#before = before;
  }

  #less(i: number, j: number): boolean {
    return this.#before(this.order[i] as number, this.order[j] as number);
  }

  #swap(i: number, j: number): void {
    const { order } = this;
    const moved = order[i] as number;
    order[i] = order[j] as number;
    order[j] = moved;
  }

  /** Sorts the range from `from` to before `to`. @param badChoices how many uneven partitions are put up with */
  sort(from: number, to: number, badChoices: number): void {
    let [start, end, patience] = [from, to, badChoices];
    let balanced = true;
    let partitioned = true;
    while (end - start > INSERTION_LENGTH) {
      if (patience === 0) {
        this.#heapSort(start, end);
        return;
      }
      if (!balanced) {
        this.#shuffleMiddle(start, end);
        patience--;
      }
      const { pivot, ascending } = this.#preparePivot(start, end);
      if (balanced && partitioned && ascending && this.#mend(start, end)) return;
      if (start > 0 && !this.#less(start - 1, pivot)) {
        start = this.#skipEqual(start, end, pivot);
        continue;
      }
      const { middle, wasPartitioned } = this.#partition(start, end, pivot);
      partitioned = wasPartitioned;
      const [left, right] = [middle - start, end - middle];
      balanced = Math.min(left, right) >= Math.floor((end - start) / 8);
      if (left < right) {
        this.sort(start, middle, patience);
        start = middle + 1;
      } else {
        this.sort(middle + 1, end, patience);
        end = middle;
      }
    }
    this.#insertionSort(start, end);
  }

  #insertionSort(start: number, end: number): void {
    for (let i = start + 1; i < end; i++) {
      for (let j = i; j > start && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
    }
  }

  #heapSort(start: number, end: number): void {
    const length = end - start;
    for (let i = Math.floor((length - 1) / 2); i >= 0; i--) this.#siftDown(start, i, length);
    for (let i = length - 1; i >= 0; i--) {
      this.#swap(start, start + i);
      this.#siftDown(start, 0, i);
    }
  }

  #siftDown(start: number, from: number, length: number): void {
    let root = from;
    for (let child = 2 * root + 1; child < length; child = 2 * root + 1) {
      if (child + 1 < length && this.#less(start + child, start + child + 1)) child++;
      if (!this.#less(start + root, start + child)) return;
      this.#swap(start + root, start + child);
      root = child;
    }
  }

  /** Moves three elements of the middle to pseudo-random places, always the same for a length. */
  #shuffleMiddle(start: number, end: number): void {
    const length = end - start;
    const mask = 2 ** bitLength(length) - 1;
    const middle = start + Math.floor(length / 4) * 2;
    let random = BigInt(length);
    for (let i = middle - 1; i <= middle + 1; i++) {
      random = xorshift(random);
      const other = Number(random & BigInt(mask));
      this.#swap(i, start + (other >= length ? other - length : other));
    }
  }

  /** Chooses a pivot. A range that looks descending is reversed first. */
  #preparePivot(start: number, end: number): { readonly pivot: number; readonly ascending: boolean } {
    const { pivot, inversions } = this.#choosePivot(start, end);
    if (inversions < NINTHER_COMPARISONS) return { pivot, ascending: inversions === 0 };
    for (let i = start, j = end - 1; i < j; i++, j--) this.#swap(i, j);
    return { pivot: end - 1 - (pivot - start), ascending: true };
  }

  #choosePivot(start: number, end: number): { readonly pivot: number; readonly inversions: number } {
    const quarter = Math.floor((end - start) / 4);
    const median = new Median((i, j) => this.#less(i, j));
    let candidates = [start + quarter, start + quarter * 2, start + quarter * 3];
    if (end - start >= LONG) candidates = candidates.map((i) => median.of(i - 1, i, i + 1));
    const [a, b, c] = candidates as [number, number, number];
    return { pivot: median.of(a, b, c), inversions: median.inversions };
  }

  /** Sorts a range in which only few neighbours stand the wrong way round. @returns whether that was so */
  #mend(start: number, end: number): boolean {
    let i = start + 1;
    for (let mended = 0; mended < MAX_MENDED_PAIRS; mended++) {
      while (i < end && !this.#less(i, i - 1)) i++;
      if (i === end) return true;
      if (end - start < LONG) return false;
      this.#swap(i, i - 1);
      if (i - start >= 2) for (let j = i - 1; j >= 1 && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
      if (end - i >= 2) for (let j = i + 1; j < end && this.#less(j, j - 1); j++) this.#swap(j, j - 1);
    }
    return false;
  }

  /** Puts what is less than the pivot before it, and all else after it. */
  #partition(start: number, end: number, pivot: number): { readonly middle: number; readonly wasPartitioned: boolean } {
    this.#swap(start, pivot);
    let [i, j] = [start + 1, end - 1];
    let swaps = 0;
    for (;;) {
      while (i <= j && this.#less(i, start)) i++;
      while (i <= j && !this.#less(j, start)) j--;
      if (i > j) break;
      this.#swap(i++, j--);
      swaps++;
    }
    this.#swap(j, start);
    return { middle: j, wasPartitioned: swaps === 0 };
  }

  /** Puts what equals the pivot, than which nothing here is less, first. @returns where the rest begins */
  #skipEqual(start: number, end: number, pivot: number): number {
    this.#swap(start, pivot);
    let [i, j] = [start + 1, end - 1];
    for (;;) {
      while (i <= j && !this.#less(start, i)) i++;
      while (i <= j && this.#less(start, j)) j--;
      if (i > j) return i;
      this.#swap(i++, j--);
    }
  }
}

/** Medians of three, counting how often the first of two was found to be greater. */
class Median {
  inversions = 0;
  readonly #less: Before;

  constructor(less: Before) {
    this.#less = less;
  }

  of(a: number, b: number, c: number): number {
    const [low, middle] = this.#ordered(a, b);
    const [next] = this.#ordered(middle, c);
    return this.#ordered(low, next)[1];
  }

  #ordered(a: number, b: number): readonly [number, number] {
    if (!this.#less(b, a)) return [a, b];
    this.inversions++;
    return [b, a];
  }
}

function xorshift(seed: bigint): bigint {
  let value = seed;
  value ^= (value << 13n) & MASK_64;
  value ^= value >> 7n;
  value ^= (value << 17n) & MASK_64;
  return value;
}
