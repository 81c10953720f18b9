/** What has to be looked up before it is known which words count: as a value, which the edge answers. */

import {
  type Conversation,
  type Inquiry,
  loginKey,
  sameLogin,
} from "../conversation/conversation.ts";
import { type HeardWord, keyText } from "../conversation/memory.ts";
import type { Policy } from "../policy/policy.ts";
import type { Review } from "../review/review.ts";
import { type Authority, answerAuthority, waiveAuthority } from "./authority.ts";
import type { Heard } from "./heard.ts";
import type { Question, Questions } from "./question.ts";
import type { Statement } from "./statement.ts";
import { ownMemories } from "./untouched.ts";

export function inquiryOf(
  { statements, before }: Heard,
  questions: Questions,
  { rules }: Review,
  conversation: Conversation,
): Inquiry {
  const { author, threads } = conversation;
  const asked = <T>(key: string, ask: (question: Question, policy: Policy) => T): T[] => {
    const question = questions.get(key);
    return question === undefined || rules === undefined ? [] : [ask(question, rules.policy)];
  };
  const parts = [
    ...statements.flatMap((statement) =>
      asked(keyText(statement.key), (question, policy) =>
        partFor(statement, question, policy, author),
      ),
    ),
    ...[...before].flatMap(([key, words]) =>
      asked(key, (question, policy) => partForHeard(words, question, policy)),
    ),
  ];
  const all = (key: "editors" | "roles" | "teams" | "members") => [
    ...new Set(parts.flatMap((part) => part[key])),
  ];
  return {
    editors: [
      ...all("editors"),
      // What nobody has spoken to needs no memory that can be relied on.
      ...(parts.length === 0 ? [] : ownMemories(conversation).filter(({ edited }) => edited)).map(
        ({ nodeId }) => nodeId,
      ),
    ],
    roles: all("roles"),
    teams: all("teams"),
    members: all("members"),
    committers: parts.some((part) => part.committers),
    threads: threads.length > 0,
  };
}

/** Whether there is anything to look up at all. */
export function isEmptyInquiry({ editors, roles, members, committers, threads }: Inquiry): boolean {
  return editors.length + roles.length + members.length === 0 && !committers && !threads;
}

/** What one statement depends on. */
function partFor(
  { source, by, said }: Statement,
  { manifest }: Question,
  policy: Policy,
  author: string,
): Omit<Inquiry, "threads"> {
  const authority =
    said.is === "waive"
      ? waiveAuthority(policy, manifest.base)
      : answerAuthority(policy, manifest.base);
  return {
    editors: source.from === "remark" && source.remark.edited ? [source.remark.nodeId] : [],
    ...peopleIn([by, ...(said.is === "reassign" ? [said.to] : [])], authority),
    committers: !sameLogin(by, author) && policy.self_answer === "deny",
  };
}

/** Whether somebody had a say matters after their word is gone, too. */
function partForHeard(
  words: readonly HeardWord[],
  { manifest }: Question,
  policy: Policy,
): Omit<Inquiry, "threads"> {
  const people = words.map(({ by }) => by);
  return {
    editors: [],
    ...peopleIn(people, answerAuthority(policy, manifest.base)),
    committers: false,
  };
}

function peopleIn(
  logins: readonly string[],
  { users, teams, least }: Authority,
): Pick<Inquiry, "roles" | "teams" | "members"> {
  const people = logins
    .filter((login) => login !== "" && !users.some((user) => sameLogin(user, login)))
    .map(loginKey);
  return {
    roles: least === undefined ? [] : people,
    teams,
    members: teams.length === 0 ? [] : people,
  };
}
