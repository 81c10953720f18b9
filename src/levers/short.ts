/** A figure within a sentence: three digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
