// The part of GitHub's GraphQL schema that a review uses: names, types and arguments as published
// (octokit/graphql-schema 15.26.1), and nothing else. Whatever is not here is refused.
import { buildSchema } from "graphql";

export const GITHUB_SCHEMA = buildSchema(`
scalar BigInt
scalar DateTime
scalar GitObjectID

type Query {
  viewer: User!
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  repository(name: String!, owner: String!): Repository
}

type Mutation {
  addReaction(input: AddReactionInput!): AddReactionPayload
  resolveReviewThread(input: ResolveReviewThreadInput!): ResolveReviewThreadPayload
  unresolveReviewThread(input: UnresolveReviewThreadInput!): UnresolveReviewThreadPayload
}

input ResolveReviewThreadInput { clientMutationId: String, threadId: ID! }
input UnresolveReviewThreadInput { clientMutationId: String, threadId: ID! }
type ResolveReviewThreadPayload { clientMutationId: String, thread: PullRequestReviewThread }
type UnresolveReviewThreadPayload { clientMutationId: String, thread: PullRequestReviewThread }

interface Node { id: ID! }
interface Actor { login: String! }
type User implements Actor & Node { id: ID!, login: String! }
type Bot implements Actor & Node { id: ID!, login: String! }

type Repository implements Node { id: ID!, pullRequest(number: Int!): PullRequest }

type PullRequest implements Node {
  id: ID!
  baseRefName: String!
  comments(after: String, first: Int, last: Int): IssueCommentConnection!
  headRefOid: GitObjectID!
  number: Int!
  reviewThreads(after: String, first: Int, last: Int): PullRequestReviewThreadConnection!
}

type IssueCommentConnection {
  nodes: [IssueComment]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PageInfo { endCursor: String, hasNextPage: Boolean! }

type PullRequestReviewThreadConnection {
  nodes: [PullRequestReviewThread]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestReviewThread implements Node {
  id: ID!
  isOutdated: Boolean!
  isResolved: Boolean!
  path: String!
  resolvedBy: User
  comments(after: String, first: Int, last: Int): PullRequestReviewCommentConnection!
}

type PullRequestReviewCommentConnection {
  nodes: [PullRequestReviewComment]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestReviewComment implements Node {
  id: ID!
  author: Actor
  body: String!
  databaseId: Int
  fullDatabaseId: BigInt
  editor: Actor
  lastEditedAt: DateTime
}

enum ReactionContent { CONFUSED EYES HEART HOORAY LAUGH ROCKET THUMBS_DOWN THUMBS_UP }
input AddReactionInput { clientMutationId: String, content: ReactionContent!, subjectId: ID! }
type AddReactionPayload { clientMutationId: String, reaction: Reaction }
type Reaction { content: ReactionContent! }
type ReactionGroup { content: ReactionContent!, viewerHasReacted: Boolean! }

type PullRequestReview implements Node {
  reactionGroups: [ReactionGroup!]
  id: ID!
  author: Actor
  body: String!
  databaseId: Int
  fullDatabaseId: BigInt
  editor: Actor
  lastEditedAt: DateTime
}

type IssueComment implements Node {
  id: ID!
  author: Actor
  body: String!
  databaseId: Int
  fullDatabaseId: BigInt
  editor: Actor
  lastEditedAt: DateTime
}
`);
