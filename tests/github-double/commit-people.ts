// Which account a commit belongs to. GitHub goes by the e-mail address alone, which anybody can
// write into a commit: a login here is a claim, not a proof.
import { baseOf } from "./changed-files.ts";
import { type Commit, commitsBetween, type Signature } from "./git-objects.ts";
import type { PullRequest, Repository } from "./github-state.ts";
import { renderUser } from "./render-account.ts";

const NOREPLY = "users.noreply.github.com";
const WEB_FLOW = { name: "GitHub", email: "noreply@github.com" } as const;

/** The name and address of a login, or of an address that is nobody's. */
export function identityOf(who: string): Omit<Signature, "seconds"> {
  if (who === "web-flow") return WEB_FLOW;
  if (who.includes("@")) return { name: who.split("@")[0] ?? who, email: who };
  const number = who.endsWith("[bot]") ? `${renderUser("", who).id}+` : "";
  return { name: who, email: `${number}${who}@${NOREPLY}` };
}

/** Undefined when the address is nobody's: then GitHub says null. */
export function loginOfEmail(email: string): string | undefined {
  if (email === WEB_FLOW.email) return "web-flow";
  const [name = "", host] = email.split("@");
  return host === NOREPLY ? name.replace(/^\d+\+/, "") : undefined;
}

/** Oldest first. */
export function commitsOf(repository: Repository, pull: PullRequest): readonly Commit[] {
  return commitsBetween(repository.objects, baseOf(repository, pull), pull.head.sha);
}
