/** Who may answer and waive, and whether a given person is one of them. Policy and base decide; head never does. */

import {
  type Circumstances,
  loginKey,
  ROLES,
  type Role,
  sameLogin,
} from "../conversation/conversation.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import type { People } from "../policy/policy.ts";
import type { Review } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";

/** People, teams and the least role whose word counts, and who says so. */
export interface Authority {
  readonly users: readonly string[];
  /** As "organisation/team". */
  readonly teams: readonly string[];
  /** This role or a higher one. */
  readonly least: Role | undefined;
  readonly namedBy: "policy" | "manifest" | "owners" | "nobody";
}

/** What a person may do: "unknown" where GitHub did not say. */
export type Allowed = "yes" | "no" | "unknown";

/** For answers: the policy's people; else those whom the base manifest names, where it has a say; else admins. */
export function answerAuthority(
  { rules, policy }: Pick<Review, "rules" | "policy">,
  { base }: Pick<ReviewedManifest, "base">,
  finding?: Pick<Finding, "pack">,
): Authority {
  // What loosens the gate is for its owners: no manifest names them.
  if (finding?.pack === GATE_PACK)
    return { ...(fromPolicy(rules?.policy.owners) ?? ADMINS), namedBy: "owners" };
  const named = policy.ignoresBase ? undefined : fromManifest(base);
  return fromPolicy(rules?.policy.answer) ?? named ?? ADMINS;
}

/** For waivers: the policy's people; else those who may answer. */
export function waiveAuthority(
  review: Pick<Review, "rules" | "policy">,
  manifest: Pick<ReviewedManifest, "base">,
  finding?: Pick<Finding, "pack">,
): Authority {
  if (finding?.pack === GATE_PACK) return answerAuthority(review, manifest, finding);
  return fromPolicy(review.rules?.policy.waive) ?? answerAuthority(review, manifest);
}

const ADMINS: Authority = { users: [], teams: [], least: "admin", namedBy: "nobody" };

/** A list of nobody is one, too. */
function fromPolicy(people: People | undefined): Authority | undefined {
  if (people === undefined) return undefined;
  const { users, teams, roles } = people;
  const least = ROLES.find((role) => roles.includes(role));
  return { ...split([...users, ...teams]), least, namedBy: "policy" };
}

function fromManifest(base: Manifest | undefined): Authority | undefined {
  const named = [base?.product.pm, base?.product.tech_lead].filter((one) => one !== undefined);
  return named.length === 0
    ? undefined
    : { ...split(named), least: undefined, namedBy: "manifest" };
}

function split(names: readonly string[]): Pick<Authority, "users" | "teams"> {
  const plain = [...new Set(names.map((name) => name.replace(/^@/, "")))];
  return {
    users: plain.filter((name) => !name.includes("/")),
    teams: plain.filter((name) => name.includes("/")),
  };
}

export function mayAct(
  { users, teams, least }: Authority,
  login: string,
  { members, roles }: Pick<Circumstances, "members" | "roles">,
): Allowed {
  if (users.some((user) => sameLogin(user, login))) return "yes";
  const lists = teams.map((team) => members.get(team));
  if (lists.some((list) => list?.has(loginKey(login)))) return "yes";
  const role = roles.get(loginKey(login));
  if (least !== undefined && role !== undefined && role !== "none")
    if (ROLES.indexOf(role) >= ROLES.indexOf(least)) return "yes";
  const unread = lists.includes(undefined) || (least !== undefined && role === undefined);
  return unread ? "unknown" : "no";
}

/** "lea-morel, the team acme/ml or anyone with the role maintain": for readers, without mentioning anybody. */
export function authorityWords({ users, teams, least }: Authority): string {
  const parts = [
    ...users,
    ...teams.map((team) => `members of ${team}`),
    ...(least === undefined ? [] : [roleWords(least)]),
  ];
  const last = parts.at(-1) ?? "nobody";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} or ${last}`;
}

function roleWords(least: Role): string {
  if (least === "admin") return "an admin of the repository";
  return `anyone with the role ${least} or a higher one`;
}
