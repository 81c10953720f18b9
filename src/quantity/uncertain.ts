/**
 * Draws that remember where they come from and what they lack.
 * Arithmetic keeps the origins, and never turns what is unknown into a number.
 */

import {
  combine,
  type Draws,
  draw,
  greater,
  lasting,
  least,
  lesser,
  over,
  plus,
  type Range,
  times,
} from "./draws.ts";

/** Where an uncertain number comes from: a coefficient or an input, and the cause that moves it. */
export interface Origin {
  /** Coefficient id, or `manifest:` and a path. */
  readonly source: string;
  /** Undefined when the number is exact. */
  readonly cause: string | undefined;
}

/**
 * A number of zero or more. Without `values` it is unknown; with `values` and something missing it is
 * "at least".
 */
export interface Uncertain {
  readonly values: Draws | undefined;
  readonly origins: readonly Origin[];
  readonly missing: readonly string[];
}

const NONE: readonly never[] = [];

export const ZERO: Uncertain = { values: 0, origins: NONE, missing: NONE };

/** An exact number, such as a unit conversion. */
export function exactly(value: number): Uncertain {
  return value === 0 ? ZERO : { values: value, origins: NONE, missing: NONE };
}

/** A number with its range, moved by its cause. */
export function uncertain(source: string, range: Range, cause = source): Uncertain {
  const values = draw(cause, range);
  const moved = typeof values === "number" ? undefined : cause;
  return { values, origins: [{ source, cause: moved }], missing: NONE };
}

/** A number that nobody has given: `missing` names the inputs that would give it. */
export function unknown(...missing: readonly string[]): Uncertain {
  return { values: undefined, origins: NONE, missing };
}

export function isZero(a: Uncertain): boolean {
  return a.values === 0 && a.missing.length === 0;
}

/** The sum. With one part unknown it is "at least" the other; with nothing known it is unknown. */
export function add(a: Uncertain, b: Uncertain): Uncertain {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const missing = union(a.missing, b.missing);
  const origins = union(a.origins, b.origins);
  if (a.values === undefined || b.values === undefined)
    return { values: a.values ?? b.values, origins, missing };
  return { values: plus(a.values, b.values), origins, missing };
}

export function sum(parts: readonly Uncertain[]): Uncertain {
  return parts.reduce(add, ZERO);
}

/** The product; nothing times the unknown is nothing. */
export function multiply(...factors: readonly Uncertain[]): Uncertain {
  return factors.reduce(product);
}

export function scale(a: Uncertain, factor: number): Uncertain {
  if (factor === 1 || a.values === undefined) return a;
  return { ...a, values: times(a.values, factor) };
}

/**
 * The quotient. A divisor that is unknown, "at least" or can be zero leaves it unknown; `input` is what
 * to ask for when a divisor that is given is zero.
 */
export function divide(a: Uncertain, b: Uncertain, input?: string): Uncertain {
  if (isZero(a)) return ZERO;
  const origins = union(a.origins, b.origins);
  const missing = union(a.missing, b.missing);
  if (a.values === undefined || b.values === undefined || b.missing.length > 0)
    return { values: undefined, origins, missing };
  const values = quotient(a.values, b.values);
  if (values !== undefined || input === undefined) return { values, origins, missing };
  return { values, origins, missing: union(missing, [input]) };
}

/** A divisor below this is as good as zero: what it divides would pass the largest number. */
const TINY = 1e-100;

/** Undefined where a divisor is zero. */
function quotient(a: Draws, b: Draws): Draws | undefined {
  return least(b) > TINY ? over(a, b) : undefined;
}

/** The smaller of the two, draw by draw; unknown when either is. */
export function smaller(a: Uncertain, b: Uncertain): Uncertain {
  return joined(lesser, a, b);
}

/** The larger of the two, draw by draw; unknown when either is. */
export function larger(a: Uncertain, b: Uncertain): Uncertain {
  return joined(greater, a, b);
}

function joined(f: (a: Draws, b: Draws) => Draws, a: Uncertain, b: Uncertain): Uncertain {
  const origins = union(a.origins, b.origins);
  const missing = union(a.missing, b.missing);
  const known = a.values !== undefined && b.values !== undefined;
  return { values: known ? f(a.values, b.values) : undefined, origins, missing };
}

/**
 * The same number with each source named once, for sums of which nobody asks what causes move them: the
 * calls of a machine share its origins, and those of alike machines their sources.
 */
export function bySource(a: Uncertain): Uncertain {
  const known = ONCE_EACH.get(a.origins);
  if (known !== undefined) return { ...a, origins: known };
  const origins = [...new Map(a.origins.map((origin) => [origin.source, origin])).values()];
  ONCE_EACH.set(a.origins, origins);
  return { ...a, origins };
}

const ONCE_EACH = new WeakMap<readonly Origin[], readonly Origin[]>();

/** A number that is kept, because many parts are worked out from it. */
export function keep(a: Uncertain): Uncertain {
  const values = a.values === undefined ? undefined : lasting(a.values);
  return values === a.values ? a : { ...a, values };
}

/**
 * A function of up to four numbers, draw by draw, unknown when any is. It must grow with each input
 * that may be "at least".
 */
export function derive(
  f: (a: number, b: number, c: number, d: number) => number,
  a: Uncertain,
  b: Uncertain = ZERO,
  c: Uncertain = ZERO,
  d: Uncertain = ZERO,
): Uncertain {
  const origins = [b, c, d].reduce((all, term) => union(all, term.origins), a.origins);
  const missing = [b, c, d].reduce((all, term) => union(all, term.missing), a.missing);
  const known =
    a.values !== undefined &&
    b.values !== undefined &&
    c.values !== undefined &&
    d.values !== undefined;
  const values = known ? combine(f, a.values, b.values, c.values, d.values) : undefined;
  return { values, origins, missing };
}

/** Up to here, comparing each with each is faster than a set. */
const MANY = 64;

/** The members of both lists, each once. */
export function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  if (a.length + b.length > MANY) return [...new Set([...a, ...b])];
  const added = b.filter((member) => !a.includes(member));
  return added.length === 0 ? a : [...a, ...added];
}

function product(a: Uncertain, b: Uncertain): Uncertain {
  return isZero(a) || isZero(b) ? ZERO : joined(times, a, b);
}
