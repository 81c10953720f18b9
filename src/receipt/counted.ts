/** What people said that decided a finding: out of a review into a receipt, and onto a review out of a receipt. */

import type { Finding } from "../evaluate/finding.ts";
import { type Review, reconsider } from "../review/review.ts";
import { decidable, type ReviewedManifest } from "../review/review-manifest.ts";
import type { CountedWord, Receipt } from "./receipt-schema.ts";

/** In the order of the findings. */
export function countedIn({ manifests }: Review): CountedWord[] {
  return manifests.flatMap((one) => {
    const judged = decidable(one);
    return judged === undefined ? [] : judged.findings.flatMap((each) => countedOf(judged, each));
  });
}

function countedOf({ path }: ReviewedManifest, finding: Finding): CountedWord[] {
  const { pack, check, item, outcome, word } = finding;
  const isSaid = word !== undefined || outcome === "waived";
  if (!isSaid || outcome === "question" || outcome === "error") return [];
  const { version, facts } = finding.hashes();
  return [
    {
      ...{ manifest: path, pack, check: check.id, item: item.key, outcome },
      ...("because" in finding ? { because: finding.because } : {}),
      // In the order of the schema, in which a receipt is read again.
      ...(word === undefined ? {} : { by: word.by, on: word.on }),
      ...(word?.url === undefined ? {} : { url: word.url }),
      ...(word === undefined ? {} : { text: word.text }),
      ...{ version, facts },
    },
  ];
}

/** The finding that a word is about, as data alone leave it; undefined where there is none any more. */
export function findingOf(byData: Review, word: CountedWord): Finding | undefined {
  for (const one of byData.manifests) {
    const judged = decidable(one);
    const found =
      judged?.path === word.manifest && judged.findings.find((each) => isOf(word, each));
    if (found) return found;
  }
  return undefined;
}

/** Whether a word was said of the check and the facts as they are. */
export function binds({ version, facts }: CountedWord, finding: Finding): boolean {
  const now = finding.hashes();
  return now.version === version && now.facts === facts;
}

/** The review by data, with what people said as the receipt has it: taken at its word. */
export function withCounted(byData: Review, { answers: { counted }, onGitHub }: Receipt): Review {
  const { claims = [], due = [] } = onGitHub ?? {};
  return reconsider(byData, ({ path, findings }) => {
    const words = counted.filter(({ manifest }) => manifest === path);
    const wordOf = (finding: Finding) => words.find((word) => isOf(word, finding));
    const decided = new Set(words.map(({ check, item }) => `${check} ${item}`));
    return {
      findings: findings.map((finding) => {
        const { mutedBy } = finding;
        const isFreed = mutedBy !== undefined && decided.has(`${mutedBy.check} ${mutedBy.item}`);
        const freed = isFreed ? { ...finding, mutedBy: undefined } : finding;
        const word = wordOf(finding);
        return word === undefined ? freed : decidedBy(word, freed);
      }),
      hurdles: claims
        .filter(({ manifest }) => manifest === path)
        .map(({ because }) => ({ verdict: "waiting", about: "claim", because })),
      isDue: ({ check, item }) =>
        due.some((one) => one.manifest === path && one.check === check.id && one.item === item.key),
    };
  });
}

function isOf({ pack, check, item }: CountedWord, finding: Finding): boolean {
  return finding.pack === pack && finding.check.id === check && finding.item.key === item;
}

function decidedBy(
  { outcome, because = "", by, on, url, text }: CountedWord,
  finding: Finding,
): Finding {
  const word =
    by === undefined || on === undefined || text === undefined ? undefined : { by, on, url, text };
  return outcome === "pass"
    ? { ...finding, outcome, word }
    : { ...finding, outcome, because, word };
}
