// Tidies up at the end of the test that asks for it; files of tests share modules, so that a hook of a module will not do.
import { onTestFinished } from "vitest";

/** What is made for several tests of a file, outside of each, lasts as long as its process. */
export function afterTest(tidy: () => void | Promise<void>): void {
  if (isInTest()) onTestFinished(tidy);
}

function isInTest(): boolean {
  try {
    onTestFinished(() => {});
    return true;
  } catch {
    return false;
  }
}
