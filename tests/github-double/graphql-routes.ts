// `POST /graphql`: GraphQL over the state, by a real executor and GitHub's own declarations.
import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { hasRole } from "./access.ts";
import { addReaction } from "./converse.ts";
import { type Answer, type Call, json, type Route, refuse } from "./exchange.ts";
import { findRepository, loginOf, type Token } from "./github-state.ts";
import { problem, renderError } from "./graphql-errors.ts";
import {
  CONTENTS,
  canSee,
  findNode,
  findReview,
  findThread,
  renderPullRequest,
  renderThread,
  renderViewer,
} from "./graphql-nodes.ts";
import { GITHUB_SCHEMA } from "./graphql-schema.ts";
import { nodeId } from "./render-account.ts";

export const graphqlRoutes: readonly Route<Call>[] = [
  { method: "POST", path: "/graphql", answer: answerQuery },
];

interface GraphqlBody {
  readonly query?: unknown;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** Whether a body sent to `/graphql` asks for a change. What does not parse changes nothing. */
export function isMutation(body: unknown): boolean {
  const { query, operationName } = (body ?? {}) as GraphqlBody;
  try {
    return parse(`${query}`).definitions.some(
      (each): each is OperationDefinitionNode =>
        each.kind === "OperationDefinition" &&
        each.operation === "mutation" &&
        (operationName ?? each.name?.value) === each.name?.value,
    );
  } catch {
    return false;
  }
}

function answerQuery(call: Call): Answer {
  const { github, token, body } = call;
  if (github.graphql === "missing") return refuse(404, "Not Found");
  if (github.graphql === "refused" || token === undefined) {
    return refuse(401, "This endpoint requires you to be authenticated.");
  }
  const { query, variables, operationName } = (body ?? {}) as GraphqlBody;
  if (typeof query !== "string") {
    return refuse(400, "A query attribute must be specified and must be a string.");
  }
  const { document, faults } = read(query);
  const { data, errors } =
    document === undefined
      ? { data: undefined, errors: faults }
      : executeSync({
          schema: GITHUB_SCHEMA,
          document,
          rootValue: rootOf(call, token),
          variableValues: variables ?? {},
          operationName: operationName ?? null,
        });
  // GraphQL answers 200 to a query that it refuses.
  return json({
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(renderError) }),
  });
}

type Read =
  | { readonly document: DocumentNode; readonly faults?: undefined }
  | { readonly document?: undefined; readonly faults: readonly GraphQLError[] };

/** A run asks the same queries again and again. */
const known = new Map<string, Read>();

function read(query: string): Read {
  const before = known.get(query);
  if (before !== undefined) return before;
  const fresh = parsed(query);
  known.set(query, fresh);
  return fresh;
}

function parsed(query: string): Read {
  try {
    const document = parse(query);
    const faults = validate(GITHUB_SCHEMA, document);
    return faults.length > 0 ? { faults } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { faults: [error] };
    throw error;
  }
}

function rootOf(call: Call, token: Token) {
  return {
    viewer: () => renderViewer(loginOf(token)),
    node: ({ id }: { readonly id: string }) => findNode(call, id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => findNode(call, id)),
    repository: (at: Place) => readRepository(call, at),
    addReaction: (args: ReactionArguments) => react(call, token, args),
    resolveReviewThread: (args: ThreadArguments) => setResolved(call, token, args, true),
    unresolveReviewThread: (args: ThreadArguments) => setResolved(call, token, args, false),
  };
}

interface Place {
  readonly owner: string;
  readonly name: string;
}

function readRepository(call: Call, { owner, name }: Place): object {
  const fullName = `${owner}/${name}`;
  const repository = findRepository(call.github, fullName);
  if (repository === undefined || !canSee(call, repository)) {
    const message = `Could not resolve to a Repository with the name '${fullName}'.`;
    return problem("NOT_FOUND", message);
  }
  return {
    id: nodeId("Repository", repository.id),
    pullRequest: ({ number }: { readonly number: number }) => {
      const pull = repository.pullRequests.find((each) => each.number === number);
      const message = `Could not resolve to a PullRequest with the number of ${number}.`;
      return pull === undefined
        ? problem("NOT_FOUND", message)
        : renderPullRequest(repository, pull);
    },
  };
}

interface ReactionArguments {
  readonly input: {
    readonly subjectId: string;
    readonly content: string;
    readonly clientMutationId?: string | null;
  };
}

/** Of what can be reacted to, the double has reviews here: comments have REST. */
function react(call: Call, token: Token, { input }: ReactionArguments): object {
  const { subjectId, content: name, clientMutationId = null } = input;
  const review = findReview(call, subjectId);
  if (review === undefined)
    return problem(
      "NOT_FOUND",
      `Could not resolve to a node with the global id of '${subjectId}'.`,
    );
  if (token.kind === "installation" && token.permissions.pull_requests !== "write")
    return problem("FORBIDDEN", "Resource not accessible by integration");
  const [content] = [...CONTENTS].find(([, one]) => one === name) ?? [];
  if (content !== undefined) addReaction(call.github, review, loginOf(token), content);
  return { clientMutationId, reaction: { content: name } };
}

interface ThreadArguments {
  readonly input: { readonly threadId: string; readonly clientMutationId?: string | null };
}

/**
 * People need write access or to have opened the pull request, says the documentation. An App
 * needs `contents: write`, which it does not say: github/gh-aw#35726.
 */
function setResolved(
  call: Call,
  token: Token,
  { input }: ThreadArguments,
  resolved: boolean,
): object {
  const { threadId, clientMutationId = null } = input;
  const found = findThread(call, threadId);
  if (found === undefined) {
    const message = `Could not resolve to a node with the global id of '${threadId}'.`;
    return problem("NOT_FOUND", message);
  }
  const { repository, pull, thread } = found;
  const { contents, pull_requests: pullRequests } = token.permissions;
  if (pullRequests !== "write" || (token.kind === "installation" && contents !== "write")) {
    const who = token.kind === "user" ? "personal access token" : "integration";
    return problem("FORBIDDEN", `Resource not accessible by ${who}`);
  }
  if (token.kind === "user" && !mayResolve(repository, pull, token.login)) {
    const name = resolved ? "ResolveReviewThread" : "UnresolveReviewThread";
    const message = `${token.login} does not have the correct permissions to execute \`${name}\``;
    return problem("FORBIDDEN", message);
  }
  thread.resolvedBy = resolved ? (thread.resolvedBy ?? loginOf(token)) : undefined;
  return { clientMutationId, thread: renderThread(repository, thread) };
}

function mayResolve(
  repository: Parameters<typeof hasRole>[0],
  { author }: { readonly author: string },
  login: string,
): boolean {
  return author === login || hasRole(repository, login, "write");
}
