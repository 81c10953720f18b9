/** Checks to the rules of a SARIF run, and two of Greenlight's own for what is no check. */

import type { Check, Checklist, Severity } from "../checklist/checklist.ts";
import { GATE_CHECKLIST } from "../review/gate-checks.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { escapeSarif } from "./escape-sarif.ts";
import type { SarifLevel, SarifRule } from "./sarif-log.ts";
import { sourceLink } from "./source-link.ts";

export const MANIFEST_RULE = "GREENLIGHT-MANIFEST";
export const GATE_RULE = "GREENLIGHT-GATE";

export const LEVEL: Readonly<Record<Severity, SarifLevel>> = {
  blocker: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

export interface SarifRules {
  readonly rules: readonly SarifRule[];
  /** Place of a rule among them; of a check, with its pack. */
  indexOf(check: string, pack?: string): number;
}

export function sarifRules(packs: readonly Checklist[]): SarifRules {
  const rules: SarifRule[] = [...OWN];
  const places = new Map(OWN.map(({ id }, at) => [keyOf(id), at]));
  const taken = new Set(OWN.map(({ id }) => id));
  for (const pack of [...packs, GATE_CHECKLIST])
    for (const check of pack.checks) {
      const key = keyOf(check.id, pack.pack);
      if (places.has(key)) continue;
      places.set(key, rules.length);
      // Nothing keeps two packs from using one id, and rules are known by theirs alone.
      const id = taken.has(check.id) ? `${pack.pack}/${check.id}` : check.id;
      taken.add(id);
      rules.push(ruleOf(check, pack, id));
    }
  const indexOf = (check: string, pack?: string) => {
    const place = places.get(keyOf(check, pack));
    if (place === undefined) throw new Error(`no pack in use has the check ${check}`);
    return place;
  };
  return { rules, indexOf };
}

function keyOf(check: string, pack = ""): string {
  return `${pack} ${check}`;
}

function ruleOf(check: Check, pack: Checklist, id: string): SarifRule {
  const { slug, title, why, fix, evidence, severity, practice } = check;
  const { title: from, url } = check.source ?? pack.source;
  const shown = evidence.map((one) => `- ${escapeMarkdown(one)}`).join("\n");
  return {
    id,
    name: slug,
    shortDescription: { text: escapeSarif(title) },
    fullDescription: { text: escapeSarif(why) },
    help: {
      text: [escapeSarif(fix), `Shown by: ${escapeSarif(evidence.join("; "))}`].join("\n\n"),
      markdown: `${escapeMarkdown(fix, LONGEST)}\n\nShown by:\n\n${shown}\n\nSource: ${sourceLink(from, url)}\n`,
    },
    helpUri: new URL(url).href,
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      tags: ["ai-architecture", pack.pack, `practice/${practice}`].map((tag) => escapeSarif(tag)),
      "problem.severity": PROBLEM[LEVEL[severity]],
      pack: pack.pack,
      practice,
      severity,
    },
  };
}

/** Of a fix, as packs limit it. */
const LONGEST = 2000;

const PROBLEM = { error: "error", warning: "warning", note: "recommendation" } as const;

const OWN: readonly SarifRule[] = [
  ownRule(MANIFEST_RULE, "manifest-sound", {
    title: "The manifest can be read and judged.",
    why: "A manifest that cannot be read is not reviewed, and what is not reviewed is not passed.",
    fix: "Put right what is named there. Where a manifest is gone, put it back, or say why it may go.",
  }),
  ownRule(GATE_RULE, "gate-open", {
    title: "Limits of the policy are kept, and what the manifest claims is confirmed.",
    why: "Score, coverage and budgets that the policy asks for hold for the system as a whole, apart from single checks.",
    fix: "Do what the message says, or have the owners of the policy change the limit.",
  }),
];

function ownRule(
  id: string,
  name: string,
  { title, why, fix }: { readonly title: string; readonly why: string; readonly fix: string },
): SarifRule {
  return {
    id,
    name,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix, markdown: `${fix}\n` },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["ai-architecture"], "problem.severity": "error" },
  };
}
