/** What is asked when a pull request loosens the gate that judges it: checks of no pack, in the form of all others. */

import type { Check, Checklist } from "../checklist/checklist.ts";
import { GATE_PACK } from "../policy/enforcement.ts";

export const GATE_PRACTICE = { id: "Gate", title: "The gate is loosened by its owners only" };

export type GateCheck =
  | "GATE-POLICY"
  | "GATE-PACKS"
  | "GATE-WORKFLOW"
  | "GATE-STAGE"
  | "GATE-BUDGETS"
  | "GATE-PEOPLE"
  | "GATE-MOVED"
  | "GATE-REMOVED";

interface Words {
  readonly slug: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly kind?: "reason";
}

const WORDS: Readonly<Record<GateCheck, Words>> = {
  "GATE-POLICY": {
    slug: "policy-not-loosened",
    title: "The policy gets no looser unseen.",
    why: "The change counts from the merge on, for every pull request after this one.",
    fix: "Let an owner of the policy agree, or take the change out.",
  },
  "GATE-PACKS": {
    slug: "packs-not-changed",
    title: "The team's own packs change only with their owners.",
    why: "A pack says what is checked. The change counts from the merge on.",
    fix: "Let an owner of the policy agree, or take the change out.",
  },
  "GATE-WORKFLOW": {
    slug: "workflow-not-changed",
    title: "The workflow that runs this review changes only with its owners.",
    why: "It says on which events there is a review at all, and with which inputs.",
    fix: "Let an owner of the policy agree, or take the change out.",
  },
  "GATE-STAGE": {
    slug: "stage-not-lowered",
    title: "The stage is not lowered unseen.",
    why: "A lower stage blocks less from the merge on. This pull request is judged by the higher one.",
    fix: "Let an owner of the policy agree, or write the stage as it was. Where base raised it since, merge base in.",
  },
  "GATE-BUDGETS": {
    slug: "budgets-not-raised",
    title: "Budgets are not raised unseen.",
    why: "A budget that follows whatever is used limits nothing.",
    fix: "Let an owner of the policy agree, or write the budget as it was.",
  },
  "GATE-PEOPLE": {
    slug: "people-not-changed",
    title: "Those whose answers count change only with the owners.",
    why: "From the merge on they decide what data leave open.",
    fix: "Let an owner of the policy agree, or name the people as before.",
  },
  "GATE-MOVED": {
    slug: "parts-not-moved",
    title: "Parts do not move into another manifest unseen.",
    why: "A system in two manifests has two scores, and two limits per unit.",
    fix: "Let an owner of the policy agree, or leave the parts where they were.",
  },
  "GATE-REMOVED": {
    slug: "manifest-not-removed",
    title: "No manifest vanishes unseen.",
    why: "What is not described is not reviewed.",
    fix: "Put the manifest back, or let an owner of the policy say why it may go.",
    kind: "reason",
  },
};

export const GATE_CHECKS = Object.fromEntries(
  Object.entries(WORDS).map(([id, words]) => [id, checkOf(id, words)]),
) as Readonly<Record<GateCheck, Check>>;

function checkOf(id: string, { slug, title, why, fix, kind }: Words): Check {
  return {
    id,
    slug,
    title,
    practice: GATE_PRACTICE.id,
    for: "manifest",
    severity: "blocker",
    needs: [],
    root: false,
    ask: title,
    why,
    who: "engineering",
    answer: { kind: kind ?? "yes-no" },
    fix,
    evidence: ["The word of an owner of the policy"],
    tests: [],
  };
}

/** All of them, for readers who look one up. */
export const GATE_CHECKLIST: Checklist = {
  pack: GATE_PACK,
  title: "Who may loosen the gate",
  version: 1,
  source: {
    title: "Greenlight, policy",
    url: "https://github.com/greenlight-review/greenlight/blob/main/docs/policy.md#who-may-loosen-the-gate",
    relation: "own",
  },
  practices: [GATE_PRACTICE],
  params: {},
  checks: Object.values(GATE_CHECKS),
};

/** Who is asked: of what loosens the gate, its owners. */
export type Asked = Check["who"] | "owner";

export function askedOf(check: Check): Asked {
  return GATE_CHECKS[check.id as GateCheck] === check ? "owner" : check.who;
}
