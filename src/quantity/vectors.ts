/**
 * Lists of draws. What many parts share, such as the draws of a coefficient, is marked as lasting: what is
 * made of two lasting vectors is made once, and lasts as well.
 */

/**
 * Draws per uncertain number: they stand at 1/260, 2/260 ... 259/260 of their distribution, so that the
 * 5th, 50th and 95th percentile are the 13th, 130th and 247th of them, and a range comes out as it went in.
 */
export const DRAWS = 259;

/** As many ones: an exact number is that, times the number. */
export const ONES = new Float64Array(DRAWS).fill(1);

const LASTING = new WeakSet<Float64Array>([ONES]);

/** What lives on has a buffer of its own: it must not hold a slab of short-lived vectors. */
export function ownVector(): Float64Array {
  return new Float64Array(DRAWS);
}

/** Short-lived vectors are cut from slabs: many buffers of their own cost more than the arithmetic. */
export function emptyVector(): Float64Array {
  if (cut === SLAB) [slab, cut] = [new ArrayBuffer(SLAB * DRAWS * 8), 0];
  return new Float64Array(slab, cut++ * DRAWS * 8, DRAWS);
}

const SLAB = 32;
let slab = new ArrayBuffer(0);
let cut = SLAB;

export function isLasting(vector: Float64Array): boolean {
  return LASTING.has(vector);
}

/** The same numbers in a vector that lasts: itself, unless it is cut from a slab. */
export function lastingVector(vector: Float64Array): Float64Array {
  const own = vector.byteLength === vector.buffer.byteLength ? vector : vector.slice();
  LASTING.add(own);
  return own;
}

/** What an operation makes of two vectors, the second times a ratio. */
type Operation = (a: Float64Array, b: Float64Array, ratio?: number) => Float64Array;

/** What was made last of two lasting vectors: they meet in part after part, mostly in the same ratio. */
type Made = WeakMap<Float64Array, WeakMap<Float64Array, { ratio: number; vector: Float64Array }>>;

function operation(
  fill: (out: Float64Array, a: Float64Array, b: Float64Array, ratio: number) => void,
): Operation {
  const made: Made = new WeakMap();
  return (a, b, ratio = 1) => {
    const lasts = LASTING.has(a) && LASTING.has(b);
    const known = lasts ? made.get(a)?.get(b) : undefined;
    if (known?.ratio === ratio) return known.vector;
    const vector = lasts ? ownVector() : emptyVector();
    fill(vector, a, b, ratio);
    if (!lasts) return vector;
    LASTING.add(vector);
    const ofA = made.get(a) ?? new WeakMap();
    made.set(a, ofA.set(b, { ratio, vector }));
    return vector;
  };
}

export const added = operation((out, a, b, ratio) => {
  for (let i = 0; i < DRAWS; i++) out[i] = (a[i] as number) + (b[i] as number) * ratio;
});

export const multiplied = operation((out, a, b) => {
  for (let i = 0; i < DRAWS; i++) out[i] = (a[i] as number) * (b[i] as number);
});

export const divided = operation((out, a, b) => {
  for (let i = 0; i < DRAWS; i++) out[i] = (a[i] as number) / (b[i] as number);
});

export const smallest = operation((out, a, b, ratio) => {
  for (let i = 0; i < DRAWS; i++) out[i] = Math.min(a[i] as number, (b[i] as number) * ratio);
});

export const largest = operation((out, a, b, ratio) => {
  for (let i = 0; i < DRAWS; i++) out[i] = Math.max(a[i] as number, (b[i] as number) * ratio);
});
