import type { Advice } from "../advise/advice.ts";
import type { Review, Shipped } from "../review/review.ts";

/** Working it out takes about as long as the review, and is loaded when it is asked for. */
export async function adviceFor(result: Review, shipped: Shipped): Promise<Advice> {
  const [{ adviceOf }, { findLevers }] = await Promise.all([
    import("../advise/advice.ts"),
    import("../levers/levers.ts"),
  ]);
  return adviceOf(result, findLevers, shipped);
}
