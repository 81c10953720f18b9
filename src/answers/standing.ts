/** Whether a statement counts, and if not, why: in our words, with the names that matter. */

import { type Circumstances, loginKey, sameLogin } from "../conversation/conversation.ts";
import { isSameShown, NEVER_SHOWN } from "../conversation/memory.ts";
import { changesBetween, type FieldChange, isNoWorse } from "../evaluate/field-changes.ts";
import { markedNumber } from "../facts/hash-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { type Authority, authorityWords, mayAct } from "./authority.ts";
import { addDays } from "./days.ts";
import type { Effect } from "./effect.ts";
import type { Question } from "./question.ts";
import type { Statement } from "./statement.ts";

export type Standing =
  | { readonly counts: true }
  | {
      readonly counts: false;
      /**
       * "who": its author may not decide this. "facts": it was said of other facts, so that a confirmation
       * is asked for. "time": it has expired or lapsed. "form": nothing that could be counted.
       */
      readonly why: "who" | "facts" | "time" | "form";
      readonly because: string;
      /** Fields that have changed since, where that is why. */
      readonly changed?: readonly string[];
      /** Whether it might count: GitHub has not said what decides it. */
      readonly untold?: boolean;
    };

/** What decides about a manifest's statements, apart from themselves. */
export interface Court {
  readonly policy: Policy;
  readonly answers: Authority;
  readonly waivers: Authority;
  readonly circumstances: Circumstances;
  /** Who opened the pull request. */
  readonly author: string;
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
}

const COUNTS: Standing = { counts: true };

export function standingOf(
  statement: Statement,
  effect: Effect,
  question: Question,
  court: Court,
): Standing {
  if (effect.is === "unclear") return against("form", effect.because);
  const { source } = statement;
  if (source.from === "head")
    return against(
      "who",
      "This pull request adds it to the manifest: an authorised person has to confirm it here",
    );
  if (source.from === "removed" && effect.is !== "fails")
    return against("form", "This pull request takes it out of the manifest");
  const fault =
    (source.from === "remark"
      ? remarkFault(statement, effect, question, court)
      : dateFault(statement, court)) ?? waiverFault(statement, question, court);
  if (fault !== undefined) return fault;
  // To pass a question on, or to give a value that data will decide, rests on no facts.
  if (effect.is === "asks-another" || effect.is === "value") return COUNTS;
  return factsFault(statement, question) ?? timeFault(statement, effect, court) ?? COUNTS;
}

/** Of somebody without a say it does not matter who has edited it. */
function remarkFault(
  statement: Statement,
  effect: Effect,
  question: Question,
  court: Court,
): Standing | undefined {
  const edited = editedByOther(statement, court);
  const person = personFault(statement, effect, question, court);
  return edited !== undefined && person !== undefined
    ? { ...edited, untold: false }
    : (edited ?? person);
}

/** Where people write days, it may be tomorrow already; what lies further ahead would not expire in time. */
function dateFault({ on }: Statement, { today }: Court): Standing | undefined {
  return on > addDays(today, 1)
    ? against("time", `It is dated ${on}, which is yet to come`)
    : undefined;
}

/** A comment that somebody else has changed says nothing of its author. */
export function editedByOther(
  { source, by }: Statement,
  { circumstances }: Pick<Court, "circumstances">,
): Refused | undefined {
  if (source.from !== "remark" || !source.remark.edited) return undefined;
  const editor = circumstances.editors.get(source.remark.nodeId);
  if (editor === undefined) {
    const what =
      source.remark.place === "review"
        ? "GitHub does not say whether somebody has edited it"
        : "It was edited, and GitHub does not say by whom";
    return { ...against("form", `${what}: say it again in a new comment`), untold: true };
  }
  return editor === ""
    ? undefined
    : against("form", `It was last edited by ${editor}, so it is no word of ${by}`);
}

function personFault(
  { by }: Statement,
  effect: Effect,
  { finding }: Question,
  court: Court,
): Standing | undefined {
  if (by === "") return against("who", "The account that said it is gone");
  const waives = effect.is === "waives";
  const authority = waives ? court.waivers : court.answers;
  // A value decides nothing by itself, so the author may give one too.
  if (effect.is === "value" && sameLogin(by, court.author)) return undefined;
  const allowed = mayAct(authority, by, court.circumstances);
  if (allowed !== "yes") {
    const untold = isUntold(authority, by, court.circumstances);
    return { ...against("who", notAllowed(allowed, authority, waives)), untold };
  }
  if (effect.is === "asks-another") return otherFault(effect.to, court);
  const gated = waives || finding.severity === "blocker" || finding.severity === "high";
  if (effect.is === "value" || !gated || court.policy.self_answer === "allow") return undefined;
  return selfFault(by, waives, court);
}

/** Where no token for teams was given, nobody is ever told: then strangers must not be able to hold up anything. */
function isUntold({ least, teams }: Authority, by: string, { roles, members }: Circumstances) {
  const untoldRole = least !== undefined && !roles.has(loginKey(by));
  return untoldRole || teams.some((team) => members.has(team) && members.get(team) === undefined);
}

function notAllowed(allowed: "no" | "unknown", authority: Authority, waives: boolean): string {
  const who = `${waives ? "Only they may waive" : "Only they may answer"}: ${authorityWords(authority)}`;
  if (allowed === "no") return who;
  return authority.teams.length > 0
    ? `${who}. The token cannot read who is in a team: give the action a policy-token, or name people in the policy`
    : `${who}. GitHub did not say which role this person has`;
}

function otherFault(to: string, { answers, circumstances, author }: Court): Standing | undefined {
  if (sameLogin(to, author))
    return against("who", "The author of the pull request cannot be asked");
  return mayAct(answers, to, circumstances) === "yes"
    ? undefined
    : against("who", `${to} may not answer. Those who may: ${authorityWords(answers)}`);
}

function selfFault(by: string, waives: boolean, court: Court): Standing | undefined {
  const what = waives ? "Waivers" : "Blocking and high questions";
  const rule = "unless the policy says self_answer: allow";
  if (sameLogin(by, court.author))
    return against("who", `${what} are not for the author of the pull request to decide, ${rule}`);
  const { committers } = court.circumstances;
  if (committers === undefined)
    return against(
      "who",
      `${what} are not for committers to decide, and GitHub does not list all commits here`,
    );
  return committers.has(loginKey(by))
    ? against("who", `${what} are not for those who committed to the pull request, ${rule}`)
    : undefined;
}

function waiverFault(
  { said, on }: Statement,
  { finding: { check } }: Question,
  { policy: { waivers }, today }: Court,
): Standing | undefined {
  if (said.is !== "waive") return undefined;
  if (waivers.unwaivable.includes(check.id))
    return against("form", "The policy allows no exception from this check");
  const latest = addDays(on, waivers.max_days);
  if (said.until > latest)
    return against(
      "form",
      `The policy allows ${waivers.max_days} days: until ${latest} at the latest`,
    );
  return said.until < today ? against("time", `It ended on ${said.until}`) : undefined;
}

/** An answer was given to what its question showed. */
function factsFault({ shown, said }: Statement, question: Question): Standing | undefined {
  const { finding } = question;
  const waives = said.is === "waive";
  const now = question.shown();
  if (isSameShown(shown, now)) return undefined;
  if (isSameShown(shown, NEVER_SHOWN))
    return against(
      "facts",
      "The question had not been shown yet: say it again, now that it has been",
    );
  if (shown.version !== now.version)
    return against("facts", "The check asks something else since: say it again");
  const changes = changesBetween(shown.fields, now.fields);
  // An exception holds as long as what it excuses gets no worse.
  if (waives && isNoWorse(changes, finding)) return undefined;
  const what = changes.length > 0 ? changes.map(changeWords).join(", ") : "Facts that it is about";
  const changed = changes.map(({ field }) => field);
  return { ...against("facts", `${what} changed since: say it again`), changed };
}

/** "max_output_tokens (was 4000, is 9000)". */
function changeWords({ field, before, now }: FieldChange): string {
  const [old, fresh] = [markedNumber(before), markedNumber(now)];
  const name = field.replace(/^it\./, "");
  return old === undefined || fresh === undefined ? name : `${name} (was ${old}, is ${fresh})`;
}

function timeFault(
  { on }: Statement,
  effect: Effect,
  { policy, today }: Court,
): Standing | undefined {
  if (effect.is === "waives") return undefined;
  const last = addDays(on, policy.answers_expire_days);
  return last < today
    ? against("time", `It expired on ${last}, after ${policy.answers_expire_days} days`)
    : undefined;
}

type Refused = Exclude<Standing, { readonly counts: true }>;

export function against(why: Refused["why"], because: string): Refused {
  return { counts: false, why, because };
}
