// A pull request on the double, and the built action that reviews it: where tests of the action begin.
import { readFileSync } from "node:fs";
import { afterTest } from "./after-test.ts";
import { factsOf, pullRequestPayload } from "./github-double/event-payload.ts";
import { type GithubDouble, startGithubDouble } from "./github-double/github-double.ts";
import {
  addRepository,
  createGithub,
  type GithubState,
  type Permissions,
  type PullRequest,
  type Repository,
} from "./github-double/github-state.ts";
import { type Changes, openPullRequest, push } from "./github-double/seed.ts";
import { type ActionRun, runAction } from "./run-action.ts";

export const RAG = readFileSync("examples/rag-assistant/architecture.yaml", "utf8");
export const TICKETS = readFileSync("examples/ticket-triage/architecture.yaml", "utf8");
export const ADVISORY = "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n";
export const BOT = "github-actions[bot]";

export interface Scene {
  readonly github: GithubDouble;
  readonly state: GithubState;
  readonly repository: Repository;
  readonly pull: PullRequest;
  /** The first commit of `main`. */
  readonly base: string;
  run(options?: Partial<ActionRun>): ReturnType<typeof runAction>;
}

interface Setting {
  /** What the workflow's token may do. */
  readonly permissions?: Permissions;
  readonly private?: boolean;
}

/** A repository with these files on main, and a pull request that makes these changes. */
export async function scene(
  main: Changes,
  changes: Changes,
  { permissions, private: isPrivate = false }: Setting = {},
): Promise<Scene> {
  const state = createGithub(permissions);
  const repository = addRepository(state, "acme/shop", { private: isPrivate });
  const base = push(state, repository, "main", { "README.md": "# Shop\n", ...main });
  push(state, repository, "feature/x", changes, base);
  const pull = openPullRequest(state, repository, { number: 7, head: "feature/x" });
  const github = await startGithubDouble(state);
  afterTest(() => github.close());
  const run = (options: Partial<ActionRun> = {}) =>
    runAction({
      url: github.url,
      event: "pull_request_target",
      payload: pullRequestPayload(factsOf(repository, pull), "synchronize"),
      repository: "acme/shop",
      sha: base,
      ...options,
      env: { GREENLIGHT_PACING: "none", ...options.env },
    });
  return { github, state, repository, pull, base, run };
}

export const botComments = ({ repository }: Scene) =>
  repository.comments.filter(({ author }) => author === BOT);
