import type { Type } from "../types.ts";
import { DYN, listOf, mapOf, opaque, typeOfType, typeParam } from "../types.ts";

/** Thrown when an expression's types outgrow what is worth checking: they can grow exponentially. */
export class TooComplex extends Error {
  override readonly name = "TooComplex";
}

/** How many nodes of types one check may look at. */
const WORK_LIMIT = 10_000_000;

/** What type parameters stand for so far. Bindings made since a mark can be taken back. */
export class Substitution {
  private readonly bound = new Map<string, Type>();
  private readonly trail: (readonly [name: string, before: Type | undefined])[] = [];
  private free = 0;
  private work = 0;

  /** A new free type variable. */
  fresh(): Type {
    return typeParam(`_var${this.free++}`);
  }

  find(name: string): Type | undefined {
    return this.bound.get(name);
  }

  bind(name: string, type: Type): void {
    this.trail.push([name, this.bound.get(name)]);
    this.bound.set(name, type);
  }

  mark(): number {
    return this.trail.length;
  }

  rollback(mark: number): void {
    while (this.trail.length > mark) {
      const [name, before] = this.trail.pop() ?? ["", undefined];
      if (before === undefined) this.bound.delete(name);
      else this.bound.set(name, before);
    }
  }

  /** Counts one step. @throws TooComplex */
  step(): void {
    this.work++;
    if (this.work > WORK_LIMIT) throw new TooComplex("expression types are too complex");
  }

  /** The type with bound parameters replaced; unbound ones stay, or become `dyn` if `freeToDyn`. */
  apply(type: Type, freeToDyn: boolean): Type {
    this.step();
    switch (type.kind) {
      case "typeParam": {
        const bound = this.bound.get(type.name);
        if (bound !== undefined) return this.apply(bound, freeToDyn);
        return freeToDyn ? DYN : type;
      }
      case "list": {
        const element = this.apply(type.element, freeToDyn);
        return element === type.element ? type : listOf(element);
      }
      case "map": {
        const key = this.apply(type.key, freeToDyn);
        const value = this.apply(type.value, freeToDyn);
        return key === type.key && value === type.value ? type : mapOf(key, value);
      }
      case "opaque":
        return type.params.length === 0 ? type : opaque(type.name, ...this.applyAll(type.params, freeToDyn));
      case "type":
        return type.of === undefined ? type : typeOfType(this.apply(type.of, freeToDyn));
      default:
        return type;
    }
  }

  private applyAll(types: readonly Type[], freeToDyn: boolean): Type[] {
    return types.map((type) => this.apply(type, freeToDyn));
  }
}

/** The type with its parameters replaced by the types given for them. */
export function instantiate(type: Type, params: ReadonlyMap<string, Type>): Type {
  switch (type.kind) {
    case "typeParam":
      return params.get(type.name) ?? type;
    case "list":
      return listOf(instantiate(type.element, params));
    case "map":
      return mapOf(instantiate(type.key, params), instantiate(type.value, params));
    case "opaque":
      return opaque(type.name, ...type.params.map((param) => instantiate(param, params)));
    case "type":
      return type.of === undefined ? type : typeOfType(instantiate(type.of, params));
    default:
      return type;
  }
}
