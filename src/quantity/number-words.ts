/** Numbers as people read them; the engine's own formatting takes longer to load than a review may take. */

/** At most that many significant digits, and thousands set apart: 14,000. */
export function numberWords(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  if (Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-6))
    return String(rounded);
  return groupThousands(String(rounded));
}

/** Of a number in plain decimals, such as "14000.5". */
export function groupThousands(digits: string): string {
  const [whole = "0", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
