import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  combine,
  type Draws,
  draw,
  greater,
  lasting,
  lesser,
  over,
  plus,
  shareOfVariance,
  times,
} from "../src/quantity/draws.ts";
import { percentiles } from "../src/quantity/percentiles.ts";
import { compareWithLimit, isUnknown, rescale, toFigure } from "../src/quantity/quantity.ts";
import { scores } from "../src/quantity/scores.ts";
import { createTotal } from "../src/quantity/total.ts";
import {
  add,
  derive,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  uncertain,
  unknown,
  ZERO,
} from "../src/quantity/uncertain.ts";
import { DRAWS } from "../src/quantity/vectors.ts";

const valuesOf = (draws: Draws) =>
  typeof draws === "number" ? [draws] : [...draws.vector].map((value) => value * draws.by);

describe("draws", () => {
  const check = (low: number, likely: number, high: number, max?: number) => {
    const range = { low, likely, high, ...(max === undefined ? {} : { max }) };
    const found = percentiles(draw("a cause", range));
    return [found.low, found.likely, found.high].map((value) => Number(value.toPrecision(3)));
  };

  test("have the percentiles that they were asked for", () => {
    expect(check(1, 2, 8)).toEqual([1, 2, 8]);
    expect(check(0, 3, 9)).toEqual([0, 3, 9]);
    expect(check(0, 0, 5)).toEqual([0, 0, 5]);
    expect(check(2, 2, 4)).toEqual([2, 2, 4]);
    expect(check(60, 90, 100, 100)).toEqual([60, 90, 100]);
  });

  test("of an exact number are that number, without a vector", () => {
    expect(draw("x", { low: 7, likely: 7, high: 7 })).toBe(7);
    expect(times(draw("x", { low: 7, likely: 7, high: 7 }), 3)).toBe(21);
  });

  test("never pass their bound, nor fall below zero", () => {
    const bounded = valuesOf(draw("share", { low: 50, likely: 95, high: 100, max: 100 }));
    expect(Math.max(...bounded)).toBe(100);
    expect(Math.min(...valuesOf(draw("floor", { low: 0, likely: 1, high: 9 })))).toBe(0);
  });

  test("of one cause are the same each time, of another cause another order of the same", () => {
    expect([...scores("a")]).toEqual([...scores("a")]);
    expect([...scores("a")]).not.toEqual([...scores("b")]);
    expect([...scores("a")].sort()).toEqual([...scores("b")].sort());
  });

  test("of different causes hardly go together", () => {
    const shares = Array.from({ length: 50 }, (_, i) => {
      const one = draw(`left ${i}`, { low: 1, likely: 2, high: 4 });
      if (typeof one === "number") throw new Error("a range has draws");
      return shareOfVariance(one, [scores(`right ${i}`)])[0] ?? 1;
    });
    expect(Math.max(...shares)).toBeLessThan(0.06);
  });

  test("say how much of their variance a cause explains", () => {
    const wide = draw("wide", { low: 1, likely: 4, high: 16 });
    const both = times(wide, draw("narrow", { low: 2, likely: 3, high: 4.5 }));
    if (typeof both === "number") throw new Error("a range has draws");
    const [fromWide, fromNarrow] = shareOfVariance(both, [scores("wide"), scores("narrow")]);
    // Logarithms add up: (ln 4)^2 against (ln 1.5)^2 is 0.92 to 0.08.
    expect(fromWide).toBeCloseTo(0.92, 1);
    expect(fromNarrow).toBeCloseTo(0.08, 1);
  });

  test("a thing divided by itself is one, for all draws", () => {
    const value = draw("same", { low: 1, likely: 2, high: 9 });
    expect(new Set(valuesOf(combine((a, b) => a / b, value, value)))).toEqual(new Set([1]));
  });
});

describe("operations on draws", () => {
  const range = { low: 1, likely: 2, high: 5 };
  const plain = { a: draw("a", range), b: draw("b", { low: 3, likely: 4, high: 6 }) };
  const shared = { a: lasting(plain.a), b: lasting(plain.b) };
  const amount = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));

  test.each<[string, (a: Draws, b: Draws) => Draws, (a: number, b: number) => number]>([
    ["plus", plus, (a, b) => a + b],
    ["times", times, (a, b) => a * b],
    ["over", (a, b) => (b === 0 ? 0 : over(a, b)), (a, b) => (b === 0 ? 0 : a / b)],
    ["lesser", lesser, Math.min],
    ["greater", greater, Math.max],
  ])("%s goes draw by draw, whether or not the draws last", (_, operation, plainly) => {
    const check = (x: Draws, y: Draws) => {
      const [xs, ys, found] = [x, y, operation(x, y)].map(valuesOf);
      const worst = Math.max(
        ...Array.from({ length: DRAWS }, (_unused, i) => {
          const at = (values: readonly number[] = []) => values[i] ?? values[0] ?? Number.NaN;
          const expected = plainly(at(xs), at(ys));
          return Math.abs(at(found) - expected) / Math.max(1, expected);
        }),
      );
      expect(worst).toBeLessThan(1e-12);
    };
    fc.assert(
      fc.property(amount, amount, (m, n) => {
        for (const { a, b } of [plain, shared]) {
          check(times(a, m), times(b, n));
          check(times(b, n), times(a, m));
          check(times(a, m), n);
          check(m, times(b, n));
          check(times(a, m), times(a, n));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("percentiles", () => {
  /** The plain way: sort, and take the 13th, the 130th and the 247th. */
  const bySorting = (draws: Draws) => {
    const sorted = Float64Array.from(valuesOf(draws)).sort();
    return [12, 129, 246].map((rank) => sorted[rank]);
  };

  test("are those that sorting finds", () => {
    const number = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: DRAWS, maxLength: DRAWS }), (values) => {
        const draws = { vector: Float64Array.from(values), by: 2 };
        const { low, likely, high } = percentiles(draws);
        expect([low, likely, high]).toEqual(bySorting(draws));
      }),
      { numRuns: 200 },
    );
  });

  test("hold for skewed, shifted, cut and constant draws", () => {
    const skewed = draw("s", { low: 1e-9, likely: 1, high: 1e9 });
    const kinds = [
      skewed,
      plus(draw("t", { low: 1, likely: 2, high: 3 }), 1e6),
      combine((a) => Math.min(a, 2), draw("u", { low: 1, likely: 2, high: 3 })),
      { vector: new Float64Array(DRAWS).fill(5), by: 1 },
      { vector: new Float64Array(DRAWS), by: 1 },
    ];
    for (const draws of kinds) {
      const { low, likely, high } = percentiles(draws);
      expect([low, likely, high]).toEqual(bySorting(draws));
    }
  });
});

describe("what is unknown", () => {
  const some = uncertain("coefficient", { low: 1, likely: 2, high: 3 });
  const none = unknown("usage.units_per_month");
  const partial = add(some, none);
  const state = ({ values, missing }: Uncertain) =>
    values === undefined ? "unknown" : missing.length > 0 ? "at least" : "known";

  test.each([
    ["known and unknown add up to at least", add(some, none), "at least"],
    ["unknown and unknown stay unknown", add(none, none), "unknown"],
    ["a known sum stays known", add(some, exactly(3)), "known"],
    ["known times unknown is unknown", multiply(some, none), "unknown"],
    ["nothing times the unknown is nothing", multiply(ZERO, none), "known"],
    ["at least times known is at least", multiply(partial, exactly(2)), "at least"],
    ["scaled, it stays what it is", scale(none, 4), "unknown"],
    ["divided by the unknown is unknown", divide(some, none), "unknown"],
    ["divided by at least is unknown, since it could be less", divide(some, partial), "unknown"],
    ["divided by zero is unknown, not infinite", divide(some, ZERO), "unknown"],
    [
      "divided by next to nothing is unknown, not infinite",
      divide(some, exactly(5e-324)),
      "unknown",
    ],
    ["nothing divided by the unknown is nothing", divide(ZERO, none), "known"],
    ["derived from the unknown is unknown", derive((a, b) => a + b, some, none), "unknown"],
  ])("%s", (_, value, expected) => {
    expect(state(value)).toBe(expected);
  });

  test("keeps the names of the inputs that are missing, each once", () => {
    const twice = add(add(some, none), unknown("usage.units_per_month", "models.a.params_b"));
    expect(twice.missing).toEqual(["usage.units_per_month", "models.a.params_b"]);
  });

  test("is also what grows beyond all numbers", () => {
    const huge = multiply(exactly(1e200), exactly(1e200));
    expect(toFigure(huge, "kWh", "all")).toMatchObject({ unknown: true });
  });

  test("names the input whose zero was in the way", () => {
    expect(divide(some, ZERO, "usage.units_per_month").missing).toEqual(["usage.units_per_month"]);
  });

  test("shows as such, and never as zero", () => {
    expect(toFigure(none, "kWh", "all")).toEqual({
      unknown: true,
      unit: "kWh",
      missing: ["usage.units_per_month"],
    });
    expect(toFigure(partial, "kWh", "all")).toMatchObject({
      likely: 2,
      missing: ["usage.units_per_month"],
    });
    expect(toFigure(some, "kWh", "all")).not.toHaveProperty("missing");
  });
});

describe("a figure against a limit", () => {
  const figure = toFigure(uncertain("c", { low: 8, likely: 10, high: 13 }), "kWh", "all");
  const atLeast = toFigure(
    add(uncertain("c", { low: 8, likely: 10, high: 13 }), unknown("x")),
    "kWh",
    "all",
  );

  test.each([
    [figure, 7, "over"],
    [figure, 8, "undecided"],
    [figure, 12, "undecided"],
    [figure, 13, "met"],
    [atLeast, 7, "over"],
    [atLeast, 1000, "undecided"],
    [toFigure(unknown("x"), "kWh", "all"), 1000, "undecided"],
  ])("is over, met or undecided: %#", (against, limit, expected) => {
    expect(compareWithLimit(against, limit)).toBe(expected);
  });

  test("in another unit is the same figure", () => {
    expect(rescale(figure, 1000, "Wh")).toMatchObject({
      low: 8000,
      likely: 10_000,
      high: 13_000,
      unit: "Wh",
    });
    expect(isUnknown(rescale(toFigure(unknown("x"), "kWh", ""), 1000, "Wh"))).toBe(true);
  });

  test("is rounded to six digits that print as such", () => {
    const shown = (value: number) => {
      const rounded = toFigure(exactly(value), "kWh", "all");
      return isUnknown(rounded) ? undefined : String(rounded.likely);
    };
    expect(shown(1234.56789)).toBe("1234.57");
    expect(shown(0.000012345678)).toBe("0.0000123457");
    expect(shown(123456789)).toBe("123457000");
    expect(shown(1e-30)).toBe("1e-30");
    expect(shown(999999.6)).toBe("1000000");
  });
});

describe("a total", () => {
  const parts = Array.from({ length: 30 }, (_, i) =>
    uncertain(`part ${i % 7}`, { low: 1, likely: 2 + i, high: 40 }),
  );
  const totalOf = (list: readonly Uncertain[]) => {
    const total = createTotal();
    for (const part of list) total.add(part);
    return total.value();
  };

  test("is what adding one after the other gives", () => {
    const shown = (value: Uncertain) => toFigure({ ...value, origins: [] }, "kWh", "all");
    expect(shown(totalOf(parts))).toEqual(shown(parts.reduce(add)));
  });

  test("of nothing is zero; of the unknown alone is unknown; with a known part is at least", () => {
    expect(totalOf([]).values).toBe(0);
    expect(totalOf([unknown("x")]).values).toBeUndefined();
    expect(totalOf([unknown("x"), ZERO]).values).toBeUndefined();
    const mixed = totalOf([unknown("x"), exactly(3)]);
    expect([mixed.values, mixed.missing]).toEqual([3, ["x"]]);
  });
});

test("sums of ranges with causes of their own are narrower than the sum of the bounds", () => {
  const causes = Array.from({ length: 20 }, (_, i) => `own ${i}`);
  const range = { low: 1, likely: 2, high: 4 };
  const width = (names: readonly string[]) => {
    const sum = names.map((name) => uncertain("c", range, name)).reduce(add);
    const { low, high } = percentiles(sum.values ?? 0);
    return high - low;
  };
  // One cause for all: 20 times the width of one. Causes of their own: about the root of 20 times.
  expect(width(causes.map(() => "shared"))).toBeCloseTo(60, 0);
  expect(width(causes)).toBeLessThan(20);
});
