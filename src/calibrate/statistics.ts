/** Medians and shares of small lists, to four digits; null of an empty one. */

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return below === undefined || above === undefined ? null : round((below + above) / 2);
}

export function share(list: readonly boolean[]): number | null {
  return list.length === 0 ? null : round(list.filter(Boolean).length / list.length);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
