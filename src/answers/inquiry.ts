/** What has to be looked up before it is known which words count: as a value, which the edge answers. */

import {
  type Conversation,
  type Inquiry,
  loginKey,
  sameLogin,
} from "../conversation/conversation.ts";
import { keyText } from "../conversation/memory.ts";
import type { Policy } from "../policy/policy.ts";
import type { Review } from "../review/review.ts";
import { answerAuthority, waiveAuthority } from "./authority.ts";
import type { Heard } from "./heard.ts";
import type { Question, Questions } from "./question.ts";
import type { Statement } from "./statement.ts";

export function inquiryOf(
  { statements }: Heard,
  questions: Questions,
  { rules }: Review,
  { author, threads }: Conversation,
): Inquiry {
  const parts = statements.flatMap((statement) => {
    const question = questions.get(keyText(statement.key));
    return question === undefined || rules === undefined
      ? []
      : [partFor(statement, question, rules.policy, author)];
  });
  const all = (key: "editors" | "roles" | "teams" | "members") => [
    ...new Set(parts.flatMap((part) => part[key])),
  ];
  return {
    editors: all("editors"),
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
  const remarks = source.from === "remark" ? [source.remark, source.memoryIn] : [];
  const authority =
    said.is === "waive"
      ? waiveAuthority(policy, manifest.base)
      : answerAuthority(policy, manifest.base);
  const people = [by, ...(said.is === "reassign" ? [said.to] : [])]
    .filter((login) => !authority.users.some((user) => sameLogin(user, login)))
    .map(loginKey);
  return {
    editors: remarks.flatMap((remark) => (remark?.edited === true ? [remark.nodeId] : [])),
    roles: authority.least === undefined ? [] : people,
    teams: authority.teams,
    members: authority.teams.length === 0 ? [] : people,
    committers: !sameLogin(by, author) && policy.self_answer === "deny",
  };
}
