import { expect, it } from "vitest";
import { BudgetExceeded, charge, type Frame } from "../values.ts";
import { tiered } from "./tier.ts";

const frame = (): Frame => ({ vars: [], locals: [], cost: 7, limit: 100, work: 0 });

it("emits a step that is hot, once", () => {
  let emissions = 0;
  const step = tiered(
    () => "compiled",
    () => {
      emissions++;
      return () => "emitted";
    },
  );
  const results = Array.from({ length: 300 }, () => step(frame()));
  expect(results[0]).toBe("compiled");
  expect(results[299]).toBe("emitted");
  expect(emissions).toBe(1);
});

it("starts anew with the compiled step where the emitted one gives up", () => {
  const step = tiered(
    (frame) => frame.cost,
    () => (frame) => {
      frame.cost += 5;
      return undefined;
    },
  );
  for (let i = 0; i < 200; i++) expect(step(frame())).toBe(7);
});

it("drops an emitted step that gives up too often", () => {
  let attempts = 0;
  const step = tiered(
    () => true,
    () => () => {
      attempts++;
      return undefined;
    },
  );
  for (let i = 0; i < 1000; i++) step(frame());
  expect(attempts).toBeLessThan(200);
});

it("leaves it to the compiled step to say what a spent budget has spent", () => {
  const step = tiered(
    (frame) => {
      charge(frame, 200);
      return true;
    },
    () => () => {
      throw new BudgetExceeded();
    },
  );
  for (let i = 0; i < 200; i++) {
    const spent = frame();
    expect(() => step(spent)).toThrow(BudgetExceeded);
    expect(spent.cost).toBe(207);
  }
});
