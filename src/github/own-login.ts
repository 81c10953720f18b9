/** Who the bot is: the login that its token posts as. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { isRateLimit, statusOf } from "./failure.ts";

/** Login of comments made with the token that GitHub gives to a workflow. */
const WORKFLOW_LOGIN = "github-actions[bot]";

const Viewer = z.object({ viewer: z.object({ login: z.string() }) });

interface Asking {
  readonly token: string;
  /** Whether it is the one that GitHub gave to this run. */
  readonly isWorkflows: boolean;
}

/**
 * `marked` are the authors of comments that carry a mark of the bot: anyone can paste one. Nobody but a
 * workflow of this repository can write as its bot, so where all are its, and the token is the workflow's
 * own, no question is needed. With the token of an App they are another's: any workflow can write them.
 */
export async function ownLoginAmong(
  client: Client,
  { token, isWorkflows }: Asking,
  marked: readonly string[],
): Promise<string> {
  const isPlain = isWorkflows && marked.every((login) => login === WORKFLOW_LOGIN);
  if (isPlain || marked.length === 0) return WORKFLOW_LOGIN;
  return ownLogin(client, token);
}

/**
 * The login that the token posts as. GraphQL knows it for every kind of token; where there is no
 * GraphQL, a personal token can be asked over REST, and what is left is a workflow's own token.
 */
async function ownLogin(client: Client, token: string): Promise<string> {
  try {
    return Viewer.parse(await client.graphql("{ viewer { login } }")).viewer.login;
  } catch (error) {
    // An outage is no answer: to guess here would be to post a second comment beside the first.
    const status = statusOf(error);
    if (error instanceof z.core.$ZodError || isRateLimit(error) || (status ?? 0) >= 500)
      throw error;
    // The token of an App's installation is nobody's: GitHub refuses, and others name the account.
    if (token.startsWith("ghs_")) return WORKFLOW_LOGIN;
    return client.request("GET /user").then(
      ({ data }) => data.login,
      () => WORKFLOW_LOGIN,
    );
  }
}
