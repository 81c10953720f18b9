/** What was judged by what: commit, manifest, policy, packs, versions, and what is not yet in force. */

import type { Review } from "../review/review.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { sourceLink } from "./source-link.ts";

/** The lines of the receipt; the commit is known only where there is a pull request. */
export function judged(review: Review, headSha: string | undefined): string {
  const { manifests, policy, packs, toolVersion, today } = review;
  const paths = manifests.map(({ path }) => codeSpan(path, 120));
  const lines = [
    ...(headSha === undefined ? [] : [`Commit \`${shortSha(headSha)}\``]),
    ...(paths.length > 0 && paths.length <= 20 ? [`Manifest: ${paths.join(", ")}`] : []),
    policy.found
      ? `Policy: ${codeSpan(policy.path)}, from ${escapeMarkdown(policy.origin)}`
      : "Policy: none, so the defaults count",
    ...packs.map(
      ({ pack, version, title, source }) =>
        `Pack: ${codeSpan(pack)} version ${version}, ${escapeMarkdown(title)}, after ${sourceLink(source.title, source.url)}`,
    ),
    `Greenlight ${escapeMarkdown(toolVersion)}, on ${escapeMarkdown(today)}`,
  ];
  return lines.map((line) => `- ${line}`).join("\n");
}

/** As git and GitHub shorten it. */
export function shortSha(sha: string): string {
  return sha.replace(/[^0-9a-f]/g, "").slice(0, 7);
}
