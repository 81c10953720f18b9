/** How a check came out in one manifest, and what helps to meet it: letters to vendors, filled in. */

import { considerKept } from "../answers/consider.ts";
import type { Check } from "../checklist/checklist.ts";
import type { Finding } from "../evaluate/finding.ts";
import { asksVendors, letterGuide, publishedGuide } from "../render/letter-guide.ts";
import { publishedModels, vendorLetters } from "../render/vendor-letter.ts";
import { problemsOf, review, type Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { InputError } from "./exit.ts";
import { readReviewInput } from "./review-input.ts";
import { problemLine, safely } from "./terminal.ts";

const MOST_ITEMS = 20;

/** `today` is a day, YYYY-MM-DD. */
export async function explainIn(
  check: Check,
  path: string,
  shipped: Shipped,
  today: string,
): Promise<string> {
  const input = await readReviewInput([path], { at: today }, shipped);
  const { review: result } = considerKept(review(input, shipped));
  const problems = problemsOf(result);
  if (problems.length > 0) throw new InputError(problems.map(problemLine).join("\n"));
  const one = result.manifests.find((manifest) => manifest.state === "reviewed");
  if (one === undefined) throw new InputError(`${safely(path)} could not be judged`);
  const blocks = [outcomes(check, one), ...(asksVendors(check) ? letters(one, today) : [])];
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

function outcomes(check: Check, { path, findings, notApplicable }: ReviewedManifest): string[] {
  const own = findings.filter((finding) => finding.check.id === check.id);
  const outside = notApplicable
    .filter((one) => one.check.id === check.id)
    .reduce((sum, { items }) => sum + items.length, 0);
  return [
    `In ${safely(path)}:`,
    ...own.slice(0, MOST_ITEMS).map((finding) => `  ${safely(outcomeText(finding))}`),
    ...(own.length > MOST_ITEMS ? [`  …and ${own.length - MOST_ITEMS} more`] : []),
    ...(own.length === 0
      ? [outside > 0 ? "  It does not apply." : "  No pack in use has this check."]
      : []),
  ];
}

function outcomeText(finding: Finding): string {
  const { item, outcome, line } = finding;
  const why = "because" in finding ? finding.because : "";
  const said = finding.outcome === "question" ? finding.question : why;
  return `line ${line}, ${item.key}: ${outcome}${said === "" ? "" : `. ${said}`}`;
}

function letters(one: ReviewedManifest, today: string): string[][] {
  const all = vendorLetters(one);
  const published = publishedGuide(publishedModels(one));
  const none =
    "No letter is needed: each vendor has published something, was asked, or has a figure.";
  return [
    ...all.flatMap((letter) => [
      [RULE, `To:      ${letter.vendor}`, `Subject: ${letter.subject}`],
      [letter.text.trimEnd()],
      [RULE, ...letterGuide(letter, today)],
    ]),
    ...(all.length === 0 ? [[none]] : []),
    ...(published.length === 0 ? [] : [published]),
  ];
}

const RULE = "-".repeat(72);
