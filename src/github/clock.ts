/** The time that a client waits by: that of the machine, or one in which tests wait as long and lose nothing. */

import { setTimeout as sleep } from "node:timers/promises";

export interface Clock {
  /** Seconds since the client was made. */
  readonly now: () => number;
  readonly wait: (seconds: number) => Promise<void>;
}

/** `second` is how many milliseconds a second of waiting takes: 1000, or less where nobody is to wait. */
export function clockOf(second: number): Clock {
  const begin = performance.now();
  let skipped = 0;
  const now = () => (performance.now() - begin) / 1000 + skipped;
  return {
    now,
    wait: async (seconds) => {
      const end = now() + seconds;
      await sleep(seconds * second);
      // What several wait at once passes once.
      skipped += Math.max(0, end - now());
    },
  };
}
