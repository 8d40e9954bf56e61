/** Writes the body of a JavaScript function. The only texts that get into it are the ones that this folder spells. */
export class SourceWriter {
  readonly #lines: string[] = [];
  readonly #constants: unknown[] = [];
  /** What is known in the open blocks, the innermost last. */
  readonly #known: Map<string, string>[] = [new Map()];
  #names = 0;
  #pendingCost = 0;

  line(text: string): void {
    this.#lines.push(text);
  }

  /** Keeps the place for a line that may be needed. */
  reserve(): number {
    return this.#lines.push("") - 1;
  }

  fill(place: number, text: string): void {
    this.#lines[place] = text;
  }

  /** A name that nothing else has. */
  name(): string {
    return `t${this.#names++}`;
  }

  /** Names the value of an expression. */
  temp(expression: string): string {
    const name = this.name();
    this.line(`const ${name} = ${expression};`);
    return name;
  }

  /** Names the value of an expression, or gives the name it has where this was asked for before in an open block. */
  shared(expression: string): string {
    for (const known of this.#known) {
      const name = known.get(expression);
      if (name !== undefined) return name;
    }
    const name = this.temp(expression);
    this.#known.at(-1)?.set(expression, name);
    return name;
  }

  /** The name of a value from outside. Whatever an expression's author has written becomes one. */
  constant(value: unknown): string {
    this.#constants.push(value);
    return `k${this.#constants.length - 1}`;
  }

  /** Leaves the function without a result where the condition holds. Asking once is enough. */
  giveUpIf(condition: string): void {
    if (this.#known.some((known) => known.has(condition))) return;
    this.line(`if (${condition}) return;`);
    this.#known.at(-1)?.set(condition, "");
  }

  /** Adds a cost that is known now. It is written down where the flow of control forks or joins. */
  spend(units: number): void {
    this.#pendingCost += units;
  }

  /** Adds a cost that an expression computes. */
  spendComputed(expression: string): void {
    this.line(`cost += ${expression};`);
  }

  settle(): void {
    if (this.#pendingCost > 0) this.line(`cost += ${this.#pendingCost};`);
    this.#pendingCost = 0;
  }

  /** Statements that may not be reached. */
  block(head: string, body: () => void): void {
    this.settle();
    this.line(`${head} {`);
    this.#known.push(new Map());
    body();
    this.#known.pop();
    this.settle();
    this.line("}");
  }

  /** Statements that `leave` what it is given skips the rest of. */
  skippable(body: (leave: string) => void): void {
    const label = this.name();
    this.block(`${label}:`, () => body(`break ${label};`));
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  get constants(): readonly unknown[] {
    return this.#constants;
  }
}
