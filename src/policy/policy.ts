/** The policy: how manifests are judged, who may answer and waive. Owned by the repo owner. */

import * as z from "zod/mini";
import { Severity } from "../checklist/checklist.ts";
import { IsoDate } from "../manifest/amount.ts";
import { Stage } from "../manifest/product.ts";
import { described } from "../yaml/described.ts";
import { type Parsed, parseYaml } from "../yaml/parse-yaml.ts";
import { floorAddress } from "./floor.ts";

const LONGEST_GLOB = 300;
const Glob = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(LONGEST_GLOB),
    z.refine(
      hasPairs,
      "has a bracket without its partner. Close it, or write \\\\ before it where it is part of the name",
    ),
  );
const Team = z
  .string()
  .check(
    z.regex(
      /^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9_.-]{1,100}$/,
      "must be organisation/team, such as acme/ml",
    ),
  );
const User = z
  .string()
  .check(
    z.regex(
      /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/,
      "must be a GitHub login, such as lea; a team goes under teams",
    ),
  );
const CheckId = z.string().check(z.minLength(1), z.maxLength(64));
const percent = z.number().check(z.minimum(0), z.maximum(100));
const money = z.number().check(z.minimum(0), z.maximum(1e12));

const PackUse = z
  .strictObject({
    use: described(
      z.string().check(z.minLength(1), z.maxLength(300)),
      "Id of a shipped pack, or the path of a pack file in this repository.",
    ),
    enforce: described(
      z._default(z.enum(["advisory", "new", "all"]), "new"),
      "What of this pack may block: nothing, what a pull request causes or worsens, or everything.",
    ),
    from: described(
      z.optional(IsoDate),
      "Day from which it may block. Before that it is advisory.",
    ),
    all_from: described(
      z.optional(IsoDate),
      "With `enforce: new`: day from which what is old blocks too. It is the deadline of the backlog.",
    ),
    params: described(
      z._default(z.record(z.string().check(z.maxLength(60)), z.number()), {}),
      "Thresholds that replace the pack's own.",
    ),
    severity: described(
      z._default(z.record(CheckId, Severity), {}),
      "Severity of single checks that replaces the pack's own.",
    ),
  })
  .check(
    z.refine(({ enforce, all_from }) => all_from === undefined || enforce === "new", {
      path: ["all_from"],
      message:
        "goes with enforce: new, which lets old findings pass until that day. Write enforce: new, or take it out",
    }),
    z.refine(
      ({ from, all_from }) => from === undefined || all_from === undefined || from <= all_from,
      {
        path: ["all_from"],
        message: "is before from, the day from which anything blocks at all. Write a later day",
      },
    ),
  );
export type PackUse = z.infer<typeof PackUse> & {
  /** What a policy that this one extends says of the pack: nothing here may be looser. */
  readonly floor?: PackUse | undefined;
};

const severities = (fallback: Severity[]) =>
  z._default(z.array(Severity).check(z.maxLength(4)), fallback);

const Gate = described(
  z.strictObject({
    idea: severities(["blocker"]),
    prototype: severities(["blocker"]),
    pilot: severities(["blocker", "high"]),
    production: severities(["blocker", "high"]),
    min_stage: described(
      z._default(z.array(z.strictObject({ path: Glob, stage: Stage })).check(z.maxLength(100)), []),
      "Manifests at these paths are judged at least at this stage.",
    ),
    min_score_pct: described(
      z.optional(percent),
      "Least score, in percent of the weight that is decided.",
    ),
    min_coverage_pct: described(
      z.optional(percent),
      "Least coverage, in percent of the weight that applies.",
    ),
  }),
  "Which severities block a merge at which stage.",
);

const percentMore = z.number().check(z.minimum(0), z.maximum(1e6));

const Increases = described(
  z.strictObject({
    wh_per_unit: described(z.optional(percentMore), "Energy per functional unit."),
    gco2e_per_unit: described(z.optional(percentMore), "Carbon per functional unit."),
    ml_water_per_unit: described(z.optional(percentMore), "Water per functional unit."),
    usd_per_unit: described(z.optional(percentMore), "Cost per functional unit."),
    kwh_per_month: described(z.optional(percentMore), "Energy per month."),
    kgco2e_per_month: described(z.optional(percentMore), "Carbon per month."),
    l_water_per_month: described(z.optional(percentMore), "Water per month."),
    usd_per_month: described(z.optional(percentMore), "Cost per month."),
  }),
  "How much more a pull request may use than the base branch, in percent of what that uses; 0 allows no increase.",
);
export type Increases = z.infer<typeof Increases>;

const Budgets = described(
  z.strictObject({
    wh_per_unit: described(z.optional(money), "Energy per functional unit, in Wh."),
    gco2e_per_unit: described(z.optional(money), "Carbon per functional unit, in gCO2e."),
    ml_water_per_unit: described(z.optional(money), "Water per functional unit, in mL."),
    usd_per_unit: described(z.optional(money), "Cost per functional unit, in US dollars."),
    kwh_per_month: described(z.optional(money), "Energy per month, in kWh."),
    kgco2e_per_month: described(z.optional(money), "Carbon per month, in kgCO2e."),
    l_water_per_month: described(z.optional(money), "Water per month, in litres."),
    usd_per_month: described(z.optional(money), "Cost per month, in US dollars."),
    increase_pct: z.optional(Increases),
    when_undecided: described(
      z._default(z.enum(["wait", "allow"]), "wait"),
      "What happens when the range of the estimate holds the limit. A figure that lacks a part always waits.",
    ),
  }),
  "Limits that block: those per unit for each manifest, those per month for all manifests together. A manifest's own budgets are targets and do not block.",
);
export type Budgets = z.infer<typeof Budgets>;

const People = z.strictObject({
  users: described(z._default(z.array(User).check(z.maxLength(200)), []), "Logins."),
  teams: described(
    z._default(z.array(Team).check(z.maxLength(50)), []),
    "Teams as organisation/team. Only with the action's policy-token, since a workflow's own token cannot read them.",
  ),
  roles: described(
    z._default(
      z.array(z.enum(["read", "triage", "write", "maintain", "admin"])).check(z.maxLength(5)),
      [],
    ),
    "Roles in the repository: the lowest named and all above it.",
  ),
});

export type People = z.infer<typeof People>;

export const Policy = described(
  z.strictObject({
    version: described(z.literal(1), "Version of this format."),
    branches: described(
      z._default(z.array(Glob).check(z.maxLength(50)), []),
      "Base branches whose own policy counts instead of the default branch's.",
    ),
    packs: z._default(z.array(PackUse).check(z.minLength(1), z.maxLength(30)), [
      { use: "cpl-12", enforce: "new", params: {}, severity: {} },
    ]),
    gate: z.prefault(Gate, {}),
    budgets: z.prefault(Budgets, {}),
    answer: described(
      z.optional(People),
      "Whose answers count. Default: the pm and the tech_lead of the manifest on the base branch; where it names none, admins.",
    ),
    waive: described(
      z.optional(People),
      "Who may grant exceptions. Default: those whose answers count.",
    ),
    owners: described(
      z.optional(People),
      "Who has to agree to a pull request that loosens the gate. Default: admins.",
    ),
    self_answer: described(
      z._default(z.enum(["deny", "allow"]), "deny"),
      "Whether who opened the pull request or committed to it may answer its blocking and high questions, and waive.",
    ),
    answers_expire_days: described(
      z._default(z.int().check(z.minimum(1), z.maximum(3650)), 180),
      "Days for which an answer holds.",
    ),
    threads: described(
      z._default(z.int().check(z.minimum(0), z.maximum(20)), 5),
      "Most question threads open at a time.",
    ),
    ledger: described(
      z._default(z.enum(["none", "branch"]), "none"),
      "Where answers are kept after the merge: nowhere by themselves, or on the branch greenlight-ledger.",
    ),
    history: described(
      z._default(z.enum(["none", "branch", "artifact"]), "none"),
      "Where reviews of the default branch are kept for the trend and the badge: nowhere, on the branch greenlight-ledger, or in files that the workflow keeps.",
    ),
    waivers: z.prefault(
      z.strictObject({
        max_days: described(
          z._default(z.int().check(z.minimum(1), z.maximum(3650)), 90),
          "Longest that an exception may hold, in days.",
        ),
        max_open: described(
          z._default(z.int().check(z.minimum(0), z.maximum(200)), 10),
          "Most exceptions that may hold at a time.",
        ),
        unwaivable: described(
          z._default(z.array(CheckId).check(z.maxLength(200)), []),
          "Checks from which there is no exception.",
        ),
      }),
      {},
    ),
    extends: described(
      z.optional(
        z.string().check(
          z.maxLength(300),
          z.refine(
            (text) => floorAddress(text) !== undefined,
            "must be owner/repo/path@ref, such as acme/policies/greenlight.yaml@ and a full commit SHA",
          ),
        ),
      ),
      "A policy of another repository that this one may only tighten, as owner/repo/path@ref.",
    ),
  }),
  "Policy of a repository, for Greenlight.",
);
export type Policy = Omit<z.infer<typeof Policy>, "packs"> & { packs: PackUse[] };

export const POLICY_PATH = ".github/greenlight.yaml";

/** Whether each bracket of a glob is closed by its own kind. Without its partner, a bracket stands for itself. */
function hasPairs(glob: string): boolean {
  if (glob.length > LONGEST_GLOB) return true;
  const bare = glob.replace(/\\./g, "").replace(/\[[!^]?\]?(?:\[:[a-z]+:\]|[^\]])*\]/g, "");
  const open: string[] = [];
  for (const bracket of bare.match(/[[\](){}]/g) ?? []) {
    if (bracket === "(" || bracket === "{") open.push(bracket === "(" ? ")" : "}");
    else if (open.pop() !== bracket) return false;
  }
  return open.length === 0;
}

export function parsePolicy(file: string, text: string): Parsed<Policy> {
  return parseYaml(file, text, Policy, { byHand: true });
}

/** What counts in a repository without a policy file: what the schema gives for `version: 1` alone. */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  branches: [],
  packs: [{ use: "cpl-12", enforce: "new", params: {}, severity: {} }],
  gate: {
    idea: ["blocker"],
    prototype: ["blocker"],
    pilot: ["blocker", "high"],
    production: ["blocker", "high"],
    min_stage: [],
  },
  budgets: { when_undecided: "wait" },
  self_answer: "deny",
  answers_expire_days: 180,
  threads: 5,
  ledger: "none",
  history: "none",
  waivers: { max_days: 90, max_open: 10, unwaivable: [] },
};

/** Base branches that bring their own policy; none when the policy cannot be read. */
export function branchesOf(text: string): readonly string[] {
  const parsed = parsePolicy(POLICY_PATH, text);
  return parsed.ok ? parsed.located.value.branches : [];
}

/** The policy that another one extends; none when it extends none, or cannot be read. */
export function floorOf(text: string): string | undefined {
  // A key may be written with escapes. Most policies need no second reading.
  if (!/extends|\\/.test(text)) return undefined;
  const parsed = parsePolicy(POLICY_PATH, text);
  return parsed.ok ? parsed.located.value.extends : undefined;
}
