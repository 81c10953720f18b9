// Reactions to comments of both kinds.
import { findComment } from "./comment-routes.ts";
import { REACTIONS, type Said } from "./conversation.ts";
import { addReaction } from "./converse.ts";
import {
  type Answer,
  json,
  listed,
  noContent,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
} from "./exchange.ts";
import { loginOf } from "./github-state.ts";
import { renderReaction } from "./render-conversation.ts";
import { findReviewComment } from "./review-comment-routes.ts";

// Permission on pull requests is enough for both, says GitHub's list of what Apps need.
const conversation = ["issues", "pull_requests"] as const;
const review = ["pull_requests"] as const;

type Find = (call: RepositoryCall) => { readonly said: Said; readonly pull: number } | undefined;

const inConversation: Find = (call) => {
  const said = findComment(call);
  return said === undefined ? undefined : { said, pull: said.issue };
};

const inReview: Find = (call) => {
  const said = findReviewComment(call);
  return said === undefined ? undefined : { said, pull: said.pull };
};

export const reactionRoutes: readonly Route[] = [
  ...routesAt("/issues/comments/:id/reactions", conversation, inConversation),
  ...routesAt("/pulls/comments/:id/reactions", review, inReview),
];

function routesAt(
  path: string,
  any: typeof conversation | typeof review,
  find: Find,
): readonly Route[] {
  const read = { level: "read", any } as const;
  const write = { level: "write", any } as const;
  return [
    { method: "GET", path, needs: read, answer: (call) => list(call, find) },
    { method: "POST", path, needs: write, answer: (call) => create(call, find) },
    {
      method: "DELETE",
      path: `${path}/:reaction`,
      needs: write,
      answer: (call) => remove(call, find),
    },
  ];
}

function list(call: RepositoryCall, find: Find): Answer {
  const found = find(call);
  if (found === undefined) return notFound();
  const content = call.query.get("content");
  const { reactions } = found.said;
  const asked = reactions.filter((each) => content === null || each.content === content);
  return listed(call, asked, (each) => renderReaction(call.url, each));
}

function create(call: RepositoryCall, find: Find): Answer {
  const { github, repository, token, url, body } = call;
  const found = find(call);
  if (found === undefined || token === undefined) return notFound();
  const { content } = (body ?? {}) as { readonly content?: unknown };
  const known = REACTIONS.find((each) => each === content);
  if (known === undefined) {
    const members = REACTIONS.map((each) => `"${each}"`).join(", ");
    return refuseRequest(`${content} is not a member of [${members}].`);
  }
  // Nobody reacts in a locked conversation, writers neither: GitHawkApp/GitHawk#2297, #385.
  // The words over REST are the double's own.
  const pull = repository.pullRequests.find(({ number }) => number === found.pull);
  if (pull?.locked === true) return refuse(403, "Unable to react because issue is locked.");
  const { reaction, added } = addReaction(github, found.said, loginOf(token), known);
  return json(renderReaction(url, reaction), added ? 201 : 200);
}

/** Only by whoever reacted. */
function remove(call: RepositoryCall, find: Find): Answer {
  const { token, param } = call;
  const found = find(call);
  const reactions = found?.said.reactions ?? [];
  const at = reactions.findIndex(({ id }) => id === Number(param("reaction")));
  const reaction = reactions[at];
  if (reaction === undefined || token === undefined) return notFound();
  if (reaction.user !== loginOf(token)) return refuse(403, "Must have been the one who reacted.");
  reactions.splice(at, 1);
  return noContent();
}
