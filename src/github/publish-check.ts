/** The verdict to a check run or a commit status, begun and completed. */

import * as z from "zod/mini";
import { writeOrigin } from "../reconcile/check-origin.ts";
import type { BegunCheck, Check } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { hasUnknownTwin, readChecks, readIds, STATE } from "./commit-checks.ts";
import { Beaten } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { postOnce } from "./post-once.ts";

const BEGUN = {
  title: "Under review again",
  summary:
    "What this commit is judged by has changed since it was last reviewed: the policy, the base branch, or what is on it.",
};

/** The part of GitHub's answer that is read. Of pull requests from forks it lists none, and with a commit status nobody's. */
const Run = z.object({
  id: z.number(),
  pull_requests: z.optional(z.array(z.object({ number: z.number() }))),
});

type MadeRun = z.infer<typeof Run>;

export interface CheckPublisher {
  /** A run that is under way on a commit, to be completed instead of a new one. */
  resume(headSha: string, id: number | undefined): void;
  begin(check: BegunCheck): Promise<void>;
  /**
   * `over`: id of the check that it takes the place of. GitHub takes whatever comes last, so it is looked at
   * again: after each, and before a verdict opens the gate in place of another one. `isAlone`: whether a first run
   * has just seen that it is, so that its first verdict costs no further call; asked once that is published. Throws Beaten where another run
   * has published one in between, and where another pull request has the same head, and its review was not known.
   */
  complete(check: Check, over: number | undefined, isAlone: () => boolean): Promise<void>;
  /** Whether such another pull request was found. */
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

  /** Undefined where it was made, and GitHub's answer was lost. */
  async function post(
    { headSha, number }: Pick<BegunCheck, "headSha" | "number">,
    hidden: string,
    call: () => Promise<{ readonly data: unknown }>,
  ): Promise<MadeRun | undefined> {
    let made: MadeRun | undefined;
    await postOnce(
      async () => {
        made = Run.parse((await call()).data);
      },
      async () => {
        const found = await readChecks(client, settings, { headSha, number }, hasTwins);
        const there = found.shown.own?.origin;
        if (there === undefined || writeOrigin(there) !== hidden) return false;
        made = found.running === undefined ? undefined : { id: found.running };
        return true;
      },
    );
    return made;
  }

  const createRun = (
    at: Pick<BegunCheck, "headSha" | "number">,
    run: ReturnType<typeof completed> | ReturnType<typeof begun>,
  ) =>
    post(at, run.external_id, () =>
      client.request("POST /repos/{owner}/{repo}/check-runs", {
        ...place,
        head_sha: at.headSha,
        ...run,
        request: { retries: 0 },
      }),
    );

  const createStatus = (
    check: BegunCheck,
    state: (typeof STATE)[keyof typeof STATE],
    description: string,
    hidden: string,
  ) =>
    post(check, hidden, () =>
      client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
        ...place,
        sha: check.headSha,
        state,
        description,
        context: check.name,
        target_url: `${pageOf(settings, check)}#${hidden}`,
        request: { retries: 0 },
      }),
    );

  async function publish(check: Check, open: number | undefined): Promise<MadeRun | undefined> {
    const { conclusion, title } = check;
    if (settings.publish === "status")
      return createStatus(check, STATE[conclusion], title, writeOrigin(originOf(check)));
    if (open === undefined) return createRun(check, completed(check));
    const route = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
    const run = { ...place, check_run_id: open, ...completed(check) };
    return Run.parse((await client.request(route, run)).data);
  }

  return {
    get hasTwins() {
      return hasTwins;
    },

    resume(headSha, id) {
      underWay = id === undefined ? undefined : { headSha, id };
    },

    async begin(check) {
      const { headSha } = check;
      const run = begun(check);
      const made =
        settings.publish === "status"
          ? await createStatus(check, "pending", BEGUN.title, run.external_id)
          : await createRun(check, run);
      underWay = made && { headSha, id: made.id };
    },

    async complete(check, over, isAlone) {
      const { headSha, conclusion } = check;
      const open = openOn(headSha);
      const last = open ?? over;
      if (last !== undefined && conclusion === "success") await expectNone(headSha, last);
      const made = await publish(check, open);
      underWay = undefined;
      if (last !== undefined || !isAlone())
        await expectNoneBetween(headSha, last, { open, made: made?.id });
      // What is not green can only keep another one from merging, which its next run sees.
      if (conclusion !== "success") return;
      hasTwins = await hasNewTwin(check, made);
      if (hasTwins) throw besideTwin();
    },
  };

  function openOn(headSha: string): number | undefined {
    return underWay?.headSha === headSha ? underWay.id : undefined;
  }

  async function expectNone(headSha: string, since: number): Promise<void> {
    if ((await idsSince(headSha, since)).length > 0) throw overtaken();
  }

  /** What was published stays published, whether GitHub tells of others or not. */
  async function expectNoneBetween(
    headSha: string,
    last: number | undefined,
    own: { readonly open: number | undefined; readonly made: number | undefined },
  ): Promise<void> {
    const since = await idsSince(headSha, last).catch(() => []);
    if (isBetween(since, own.made, own.open)) throw overtaken();
  }

  async function idsSince(headSha: string, last = 0): Promise<readonly number[]> {
    return (await readIds(client, settings, headSha)).filter((id) => id > last);
  }

  async function hasNewTwin(check: Check, made: MadeRun | undefined): Promise<boolean> {
    const { headSha, number, twins } = check;
    if (number === undefined) return false;
    const isTold = settings.publish === "check" && !isFromFork();
    const mayShare = !isTold || othersIn(made, number).some((one) => !twins.includes(one));
    return mayShare && hasUnknownTwin(client, settings, { headSha, number }, twins);
  }
}

/** Whether any of the ids is another run's, published since what this one has read. Where the answer was lost, one of them is its own. */
function isBetween(
  ids: readonly number[],
  own: number | undefined,
  open: number | undefined,
): boolean {
  return own === undefined ? ids.length > 1 : ids.some((id) => id < own || own === open);
}

const besideTwin = () =>
  new Beaten("Another pull request with the same head commit was reviewed at the same time.");
const overtaken = () => new Beaten("Another run has published a verdict in between.");

/** Where a commit status leads; its fragment hides what a check run has a field for. */
function pageOf(
  { place: { owner, repo }, server = "https://github.com" }: ForgeSettings,
  { headSha, number }: Pick<BegunCheck, "headSha" | "number">,
): string {
  const page = number === undefined ? `commit/${headSha}` : `pull/${number}`;
  return `${server.replace(/\/+$/, "")}/${owner}/${repo}/${page}`;
}

function othersIn(made: MadeRun | undefined, number: number | undefined): number[] {
  const open = made?.pull_requests ?? [];
  return open.map((one) => one.number).filter((one) => one !== number);
}

function originOf({ number, own, inputs, fingerprint, twins }: Check) {
  return { number, own, inputs, fingerprint, twins };
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
