/** The verdict to a check run or a commit status, begun and completed. */

import * as z from "zod/mini";
import { writeOrigin } from "../reconcile/check-origin.ts";
import type { BegunCheck, Check } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { hasUnknownTwin, readChecks, STATE } from "./commit-checks.ts";
import { Beaten } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { postOnce } from "./post-once.ts";

const BEGUN = {
  title: "Under review again",
  summary:
    "What this commit is judged by has changed since it was last reviewed: the policy, the base branch, or what is on it.",
};

/** The part of GitHub's answer that is read. Of pull requests from forks it lists none. */
const Run = z.object({
  id: z.number(),
  pull_requests: z.optional(z.array(z.object({ number: z.number() }))),
});

type MadeRun = z.infer<typeof Run>;

export interface CheckPublisher {
  /** A run that is under way on a commit, to be completed instead of a new one. */
  resume(headSha: string, id: number | undefined): void;
  begin(check: BegunCheck): Promise<void>;
  /** Throws Beaten where another pull request has the same head, and its review was not known. */
  complete(check: Check): Promise<void>;
  /** Whether that was found. */
  readonly hasTwins: boolean;
}

/** `isFromFork`: of the pull request under review, as it was read last. */
export function checkPublisher(
  client: Client,
  settings: ForgeSettings,
  isFromFork: () => boolean,
): CheckPublisher {
  const { place } = settings;
  let underWay: { readonly headSha: string; readonly id: number } | undefined;
  let hasTwins = false;

  async function completeRun(check: Check): Promise<readonly number[]> {
    const { headSha, number } = check;
    if (underWay?.headSha === headSha) {
      const { data } = await client.request(
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        {
          ...place,
          check_run_id: underWay.id,
          ...completed(check),
        },
      );
      underWay = undefined;
      return othersIn(Run.parse(data), number);
    }
    const made = await createRun(headSha, number, completed(check));
    return othersIn(made, number);
  }

  /** Undefined where it was made, and GitHub's answer was lost. */
  async function createRun(
    headSha: string,
    number: number | undefined,
    run: ReturnType<typeof completed> | ReturnType<typeof begun>,
  ): Promise<MadeRun | undefined> {
    let made: MadeRun | undefined;
    await postOnce(
      async () => {
        const { data } = await client.request("POST /repos/{owner}/{repo}/check-runs", {
          ...place,
          head_sha: headSha,
          ...run,
          request: { retries: 0 },
        });
        made = Run.parse(data);
      },
      async () => {
        const { shown, running } = await readChecks(
          client,
          settings,
          { headSha, number },
          hasTwins,
        );
        const there = shown.own?.origin;
        if (there === undefined || writeOrigin(there) !== run.external_id) return false;
        made = running === undefined ? undefined : { id: running };
        return true;
      },
    );
    return made;
  }

  return {
    get hasTwins() {
      return hasTwins;
    },

    resume(headSha, id) {
      underWay = id === undefined ? undefined : { headSha, id };
    },

    async begin(check) {
      const { headSha, number } = check;
      const run = begun(check);
      if (settings.publish === "status")
        return postStatus(client, settings, check, "pending", BEGUN.title, run.external_id);
      const made = await createRun(headSha, number, run);
      underWay = made && { headSha, id: made.id };
    },

    async complete(check) {
      const { headSha, number, conclusion, title, twins } = check;
      let others: readonly number[] = [];
      if (settings.publish === "status")
        await postStatus(
          client,
          settings,
          check,
          STATE[conclusion],
          title,
          writeOrigin(originOf(check)),
        );
      else others = await completeRun(check);
      // What is not green can only keep another one from merging, which its next run sees.
      if (conclusion !== "success" || number === undefined) return;
      const mayShare = isFromFork() || others.some((other) => !twins.includes(other));
      if (!mayShare) return;
      if (!(await hasUnknownTwin(client, settings, { headSha, number }, twins))) return;
      hasTwins = true;
      throw new Beaten(
        "Another pull request with the same head commit was reviewed at the same time.",
      );
    },
  };
}

function othersIn(made: MadeRun | undefined, number: number | undefined): number[] {
  const open = made?.pull_requests ?? [];
  return open.map((one) => one.number).filter((one) => one !== number);
}

function originOf({ number, own, inputs, fingerprint, twins }: Check) {
  return { number, own, inputs, fingerprint, twins };
}

/** The address leads to the pull request, and hides in its fragment what a check run has a field for. */
async function postStatus(
  client: Client,
  { place, server = "https://github.com" }: ForgeSettings,
  { headSha, name, number }: BegunCheck,
  state: (typeof STATE)[keyof typeof STATE],
  description: string,
  origin: string,
): Promise<void> {
  const { owner, repo } = place;
  const repository = `${server.replace(/\/+$/, "")}/${owner}/${repo}`;
  const page = number === undefined ? `commit/${headSha}` : `pull/${number}`;
  await client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
    ...place,
    sha: headSha,
    state,
    description,
    context: name,
    target_url: `${repository}/${page}#${origin}`,
  });
}

function begun({ name, number, inputs }: BegunCheck) {
  const origin = { number, own: "running" as const, inputs, fingerprint: "", twins: [] };
  return {
    name,
    status: "in_progress" as const,
    external_id: writeOrigin(origin),
    output: BEGUN,
  };
}

function completed(check: Check) {
  const { name, conclusion, title, summary, annotations } = check;
  return {
    name,
    status: "completed" as const,
    conclusion,
    external_id: writeOrigin(originOf(check)),
    output: {
      title,
      summary,
      annotations: annotations.map(({ path, line, level, title, message }) => ({
        path,
        start_line: line,
        end_line: line,
        annotation_level: level,
        title,
        message,
      })),
    },
  };
}
