import { statusOf } from "./failure.ts";

/** How often something is posted before its failure counts. */
const MOST_POSTS = 3;

/** A lost answer does not say whether the call took effect, so GitHub is asked before the next try. */
export async function postOnce(
  post: () => Promise<unknown>,
  isThere: () => Promise<boolean>,
): Promise<void> {
  for (let posts = 1; ; posts += 1) {
    try {
      await post();
      return;
    } catch (error) {
      if ((statusOf(error) ?? 0) < 500 || posts === MOST_POSTS) throw error;
      if (await isThere()) return;
    }
  }
}

/** Another run, or a person, may have deleted what a call is about: then there is nothing left to do. */
export async function unlessGone(call: Promise<unknown>): Promise<void> {
  await call.catch((error) => {
    if (statusOf(error) !== 404 && statusOf(error) !== 410) throw error;
  });
}
