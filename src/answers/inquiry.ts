/** What has to be looked up before it is known which words count: as a value, which the edge answers. */

import {
  type Conversation,
  type Inquiry,
  loginKey,
  sameLogin,
} from "../conversation/conversation.ts";
import { type HeardWord, keyText } from "../conversation/memory.ts";
import type { Review } from "../review/review.ts";
import { type Authority, answerAuthority, waiveAuthority } from "./authority.ts";
import type { Heard } from "./heard.ts";
import type { Question, Questions } from "./question.ts";
import type { Statement } from "./statement.ts";
import { ownMemories } from "./untouched.ts";

export function inquiryOf(
  { statements, before }: Heard,
  questions: Questions,
  review: Review,
  conversation: Conversation,
): Inquiry {
  const { author, threads } = conversation;
  const about = (key: string): Question[] => {
    const question = questions.get(key);
    return question === undefined || review.rules === undefined ? [] : [question];
  };
  const parts = [
    ...statements.flatMap((statement) =>
      about(keyText(statement.key)).map((question) => partFor(statement, question, review, author)),
    ),
    ...[...before].flatMap(([key, words]) =>
      about(key).map((question) => partForHeard(words, question, review)),
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
  { manifest, finding }: Question,
  review: Review,
  author: string,
): Omit<Inquiry, "threads"> {
  const authorityFor = said.is === "waive" ? waiveAuthority : answerAuthority;
  const people = [by, ...(said.is === "reassign" ? [said.to] : [])];
  return {
    editors: source.from === "remark" && source.remark.edited ? [source.remark.nodeId] : [],
    ...peopleIn(people, authorityFor(review, manifest, finding)),
    committers: !sameLogin(by, author) && review.rules?.policy.self_answer === "deny",
  };
}

/** Whether somebody had a say matters after their word is gone, too. */
function partForHeard(
  words: readonly HeardWord[],
  { manifest, finding }: Question,
  review: Review,
): Omit<Inquiry, "threads"> {
  const people = words.map(({ by }) => by);
  const authority = answerAuthority(review, manifest, finding);
  return { editors: [], ...peopleIn(people, authority), committers: false };
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
