import type { State } from "./automaton.ts";

/** Where to go on when rules end, the innermost first. Equal stacks of one root are one object. */
export class Stack {
  readonly id: number;
  /** Undefined for the bottom. */
  readonly target: State | undefined;
  readonly parent: Stack | undefined;
  /** At the bottom: whether anything may have called the rule. */
  readonly isAnyCaller: boolean;
  readonly #root: { lastId: number };
  readonly #children = new Map<State, Stack>();

  protected constructor(
    root: { lastId: number },
    target: State | undefined,
    parent: Stack | undefined,
    isAnyCaller: boolean,
  ) {
    this.id = ++root.lastId;
    this.#root = root;
    this.target = target;
    this.parent = parent;
    this.isAnyCaller = isAnyCaller;
  }

  push(target: State): Stack {
    let child = this.#children.get(target);
    if (child === undefined) {
      child = new Stack(this.#root, target, this, false);
      this.#children.set(target, child);
    }
    return child;
  }
}

export class StackRoot extends Stack {
  constructor(isAnyCaller: boolean) {
    super({ lastId: 0 }, undefined, undefined, isAnyCaller);
  }
}

/** A place that one of the ways can have come to. */
export interface Configuration {
  readonly state: State;
  /** Counted from 1. */
  readonly way: number;
  readonly stack: Stack;
  /** Whether the rule of the decision has ended on the way. */
  readonly leftRule: boolean;
  /** Whether it has ended towards a call that asks for no precedence. */
  readonly outermost: boolean;
}

export class Configurations {
  readonly #byKey = new Map<string, Configuration>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  [Symbol.iterator](): Iterator<Configuration> {
    return this.#byKey.values();
  }

  /** Adds one; of two that differ only in their flags one stays, with the flags of both. */
  add(configuration: Configuration): void {
    const { state, way, stack } = configuration;
    const key = `${state.number}/${way}/${stack.id}`;
    const known = this.#byKey.get(key);
    const leftRule = configuration.leftRule || known?.leftRule === true;
    const outermost = configuration.outermost || known?.outermost === true;
    this.#byKey.set(key, { state, way, stack, leftRule, outermost });
  }

  /** Adds one if none has the same of all, flags included. @returns whether none had */
  addNew(configuration: Configuration): boolean {
    const { state, way, stack, leftRule, outermost } = configuration;
    const key = `${state.number}/${way}/${stack.id}/${leftRule}/${outermost}`;
    if (this.#byKey.has(key)) return false;
    this.#byKey.set(key, configuration);
    return true;
  }

  /** Equal for equal sets. */
  signature(): string {
    const keys = [...this.#byKey].map(([key, { leftRule, outermost }]) => `${key}/${leftRule}/${outermost}`);
    return keys.sort().join(" ");
  }

  /** Those at the end of their rule. */
  stopped(): Configurations {
    const stopped = new Configurations();
    for (const configuration of this) if (configuration.state.type === "stop") stopped.add(configuration);
    return stopped;
  }

  /** The way of all; 0 where there are several or none. */
  onlyWay(): number {
    let way = 0;
    for (const configuration of this) {
      if (way !== 0 && configuration.way !== way) return 0;
      way = configuration.way;
    }
    return way;
  }

  /** The first way that may have come to the end of the rule; 0 if none has. */
  firstFinishedWay(): number {
    let first = 0;
    for (const { state, way, stack, leftRule } of this) {
      const isFinished = leftRule || (state.type === "stop" && stack.target === undefined);
      if (isFinished && (first === 0 || way < first)) first = way;
    }
    return first;
  }

  /** Without those of later ways that are where the first way is as well: the loop of the rule itself goes first. */
  withoutRepeatedOfFirst(): Configurations {
    const ofFirst = new Set<string>();
    for (const { state, way, stack } of this) if (way === 1) ofFirst.add(`${state.number}/${stack.id}`);
    const kept = new Configurations();
    for (const configuration of this) {
      const { state, way, stack, outermost } = configuration;
      if (way === 1 || outermost || !ofFirst.has(`${state.number}/${stack.id}`)) kept.add(configuration);
    }
    return kept;
  }

  /** Whether more tokens will not tell: several ways are at the same place, and no place is that of one way alone. */
  hasDecidingConflict(): boolean {
    const waysByState = new Map<State, Set<number>>();
    let allStopped = true;
    for (const { state, way } of this) {
      allStopped &&= state.type === "stop";
      waysByState.set(state, (waysByState.get(state) ?? new Set()).add(way));
    }
    if (allStopped) return true;
    const isShared = [...waysByState.values()].every((ways) => ways.size > 1);
    return isShared && this.#waysByPlace().some((ways) => ways.size > 1);
  }

  /** The first of the ways at each place, if it is the same everywhere; otherwise 0. */
  onlyViableWay(): number {
    const first = new Set(this.#waysByPlace().map((ways) => Math.min(...ways)));
    const [only] = first;
    return only !== undefined && first.size === 1 ? only : 0;
  }

  /** The ways that are at the same state with the same stacks. */
  #waysByPlace(): Set<number>[] {
    const stacks = new Map<string, { readonly state: State; readonly way: number; readonly ids: Set<number> }>();
    for (const { state, way, stack } of this) {
      const key = `${state.number}/${way}`;
      const place = stacks.get(key) ?? { state, way, ids: new Set() };
      place.ids.add(stack.isAnyCaller ? 0 : stack.id);
      stacks.set(key, place);
    }
    const ways = new Map<string, Set<number>>();
    for (const { state, way, ids } of stacks.values()) {
      const key = `${state.number}/${ids.has(0) ? "any" : [...ids].sort((a, b) => a - b).join(",")}`;
      ways.set(key, (ways.get(key) ?? new Set()).add(way));
    }
    return [...ways.values()];
  }
}
