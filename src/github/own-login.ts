/** Who the bot is: the login that its token posts as. */

import * as z from "zod/mini";
import type { Remark } from "../conversation/conversation.ts";
import type { Client } from "./client.ts";
import { Explained, isRateLimit, statusOf } from "./failure.ts";

/** Login of comments made with the token that GitHub gives to a workflow. */
const WORKFLOW_LOGIN = "github-actions[bot]";

const Viewer = z.object({ viewer: z.object({ login: z.string() }) });

/** How GitHub answers who may not know, and a server that does not. */
const UNTOLD = new Set([undefined, 401, 403, 404]);

interface Asking {
  readonly token: string;
  /** Whether it is the one that GitHub gave to this run. */
  readonly isWorkflows: boolean;
}

/**
 * `marked` are comments that carry a mark of the bot: anyone can paste one. Nobody but a workflow of this
 * repository can write as its bot, so where all are its, and the token is the workflow's own, no question is
 * needed. With the token of an App they are another's: any workflow can write them.
 */
export async function ownLoginAmong(
  client: Client,
  { token, isWorkflows }: Asking,
  marked: readonly Pick<Remark, "by" | "isBot">[],
): Promise<string> {
  const others = marked.filter(({ by }) => by !== WORKFLOW_LOGIN);
  if (marked.length === 0 || (isWorkflows && others.length === 0)) return WORKFLOW_LOGIN;
  const login = await ownLogin(client, token);
  // A wrong guess posts all once more beside what is there. No person has the token of an App.
  const isGuess = login === undefined && others.length > 0;
  if (isGuess && (!isOfApp(token) || others.some(({ isBot }) => isBot)))
    throw new Explained(
      "GitHub does not say which account the token posts as, so its own comments cannot be told from others. Run again.",
    );
  return login ?? WORKFLOW_LOGIN;
}

const isOfApp = (token: string) => token.startsWith("ghs_");

/**
 * The login that the token posts as. GraphQL knows it for every kind of token; where there is no
 * GraphQL, a personal token can be asked over REST. The token of an App's installation is nobody's there.
 */
async function ownLogin(client: Client, token: string): Promise<string | undefined> {
  const byGraphql = await orUntold(
    client.graphql("{ viewer { login } }").then((answer) => Viewer.parse(answer).viewer.login),
  );
  if (byGraphql !== undefined || isOfApp(token)) return byGraphql;
  return orUntold(client.request("GET /user").then(({ data }) => data.login));
}

/** An outage is no answer, and neither is half of one. */
async function orUntold<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isBroken = error instanceof z.core.$ZodError || isRateLimit(error);
    if (isBroken || !UNTOLD.has(statusOf(error))) throw error;
    return undefined;
  }
}
