/** A verdict to the check run or commit status that shows it: only over the one that the run has read. */

import * as z from "zod/mini";
import type { Check, Plan } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { Explained } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { postOnce } from "./post-once.ts";
import { readCheck, readStatus, readVerdictIds, STATE } from "./shown.ts";

/** Another run was faster, and may know more. */
export class Beaten extends Explained {}

type Publish = Extract<Plan[number], { readonly do: "createCheck" | "setStatus" }>;

const Made = z.object({ id: z.number() });

/**
 * GitHub takes whatever comes last. So it is looked at again: before a verdict opens the gate, and after any
 * that takes the place of one. The first verdict of a commit costs no further call.
 */
export async function publish(
  client: Client,
  settings: ForgeSettings,
  { do: how, check, over }: Publish,
): Promise<void> {
  const post = how === "createCheck" ? createCheck : setStatus;
  if (over === undefined) return void (await post(client, settings, check));
  const newer = async () => {
    const ids = await readVerdictIds(client, settings, check.headSha);
    return ids.filter((id) => id > over);
  };
  if (check.conclusion === "success" && (await newer()).length > 0) throw beaten();
  const own = await post(client, settings, check);
  // What was published stays published, whether GitHub tells of others or not.
  const all = await newer().catch(() => []);
  // Where the answer was lost, one of them is this run's own.
  const isBetween = own === undefined ? all.length > 1 : all.some((id) => id < own);
  if (isBetween) throw beaten();
}

const beaten = () => new Beaten("Another run has published a verdict in between.");

type Post = (client: Client, settings: ForgeSettings, check: Check) => Promise<number | undefined>;

/** Returns its id, unless the answer was lost. */
const setStatus: Post = async (client, settings, check) => {
  const { headSha, conclusion, title, name } = check;
  let own: number | undefined;
  await postOnce(
    async () => {
      const { data } = await client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
        ...settings.place,
        sha: headSha,
        state: STATE[conclusion],
        description: title,
        context: name,
        request: { retries: 0 },
      });
      own = Made.parse(data).id;
    },
    async () => {
      const shown = await readStatus(client, settings, headSha);
      return shown?.conclusion === conclusion && shown.title === title;
    },
  );
  return own;
};

/** Returns its id, unless the answer was lost. */
const createCheck: Post = async (client, settings, check) => {
  let own: number | undefined;
  await postOnce(
    async () => {
      const { data } = await client.request("POST /repos/{owner}/{repo}/check-runs", {
        ...settings.place,
        ...checkRun(check),
        request: { retries: 0 },
      });
      own = Made.parse(data).id;
    },
    async () =>
      (await readCheck(client, settings, check.headSha))?.fingerprint === check.fingerprint,
  );
  return own;
};

function checkRun({ name, headSha, conclusion, title, summary, annotations, fingerprint }: Check) {
  return {
    name,
    head_sha: headSha,
    status: "completed" as const,
    conclusion,
    external_id: fingerprint,
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
