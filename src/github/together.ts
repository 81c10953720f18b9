/**
 * Waits for all reads that were begun at once. When several fail, the first of the list is what is
 * reported, whichever was faster.
 */
export async function together<const T extends readonly unknown[]>(
  reads: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(reads);
  return Promise.all(reads);
}
