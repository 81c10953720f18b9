/** How hard the engine works to make code faster that runs for less than a second. */

/**
 * Node 20 compiles every function for speed that runs for a few milliseconds: with a thousand components
 * that is 40 % of all processor time, and most of it is never earned back. Newer engines compile such
 * functions cheaply at first; they need no telling, and do not know the flag.
 */
export async function compileSparingly(): Promise<void> {
  if (!process.versions.v8.startsWith("11.")) return;
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--interrupt-budget=1000000");
}
