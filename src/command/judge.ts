/** What was read from disk to a review, with what people said as the manifests hold it. */

import { enforcementOn } from "../policy/enforcement.ts";
import { type Review, type ReviewInput, review, type Shipped } from "../review/review.ts";

/** `comparing`: whether there is a base to compare with, which was named. */
export async function judge(
  input: ReviewInput,
  comparing: boolean,
  shipped: Shipped,
): Promise<Review> {
  const reviewed = review(input, shipped);
  const notices = [...reviewed.notices, ...aloneNotice(reviewed, comparing)];
  const byData = { ...reviewed, notices };
  return declaresWords(byData) ? withKeptWords(byData, comparing) : byData;
}

/** What is old cannot be told from what is new without something to compare with. */
function aloneNotice({ rules, today }: Review, comparing: boolean): string[] {
  const asksFor = rules?.packs.some(({ use }) => enforcementOn(use, today) === "new") ?? false;
  return asksFor && !comparing
    ? [
        "The policy lets pass what was there before. Here is no base branch to compare with, so everything counts; --base MANIFEST compares.",
      ]
    : [];
}

/** Whether anybody's answer or waiver stands in a manifest. Most have none, and load nothing for them. */
function declaresWords({ manifests }: Review): boolean {
  return manifests.some(
    (one) =>
      one.state === "reviewed" &&
      (one.manifest.answers ?? []).length + (one.manifest.waivers ?? []).length > 0,
  );
}

/** A laptop has no pull request that could claim what nobody said: what the file holds counts as merged. */
async function withKeptWords(byData: Review, comparing: boolean): Promise<Review> {
  const { considerKept } = await import("../answers/consider.ts");
  const { uncountedNotices } = await import("../answers/kept-notices.ts");
  const merged =
    "Answers and waivers in the manifest count here as if they were merged. In a pull request, those that it adds have to be confirmed there.";
  const { review: result, decisions } = considerKept(byData);
  const notices = comparing ? [] : [merged];
  return { ...result, notices: [...result.notices, ...notices, ...uncountedNotices(decisions)] };
}
