/** The branch of its own on which answers outlive their pull requests, and reviews their runs. */

import * as z from "zod/mini";
import { HISTORY_FILE } from "../history/file-names.ts";
import type { Change } from "../reconcile/reconcile.ts";
import type { SourceFile } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import { describeFailure, Explained, statusOf } from "./failure.ts";
import { type Place, readFileAt, readTree } from "./repository.ts";

const LEDGER_BRANCH = "greenlight-ledger";
const LEDGER_FILE = "answers.json";

const Sha = z.object({ sha: z.string() });
const Ref = z.object({ object: Sha });
const GitCommit = z.object({ tree: Sha });

/** Undefined while there is no such branch, or nothing in it. */
export function readLedger(client: Client, place: Place): Promise<string | undefined> {
  return readText(client, place, `heads/${LEDGER_BRANCH}`);
}

/** What stands there and cannot be read is no ledger, and is not nothing either: it is not written over. */
const UNREADABLE = "";

async function readText(client: Client, place: Place, at: string): Promise<string | undefined> {
  try {
    const file = await readFileAt(client, place, await readTree(client, place, at), LEDGER_FILE);
    if (file.state === "absent") return undefined;
    return file.state === "text" ? file.text : UNREADABLE;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

interface Entry {
  readonly text: string;
  readonly message: string;
  /** What was read, to which `text` adds. */
  readonly before: string | undefined;
}

/**
 * A commit upon the branch as it is now, where that still holds what was read. When another run was
 * faster, this one or GitHub refuses, and nothing is lost: the caller reads again.
 */
export async function recordAnswers(client: Client, place: Place, entry: Entry): Promise<void> {
  const parent = await branchTip(client, place, LEDGER_BRANCH);
  const now = parent === undefined ? undefined : await readText(client, place, parent);
  if (now !== entry.before) throw new Explained("Another run has recorded answers in between.");
  const files = [{ path: LEDGER_FILE, text: entry.text }];
  await commitFiles(client, place, { parent, files, message: entry.message });
}

type HistoryChange = Extract<Change, { readonly do: "recordHistory" }>;

/** Only while what was reviewed is what stands on its branch: an older run must not come after a newer one. */
export async function recordHistory(
  client: Client,
  place: Place,
  { files, message, before, headSha, branch }: HistoryChange,
): Promise<void> {
  if ((await branchTip(client, place, branch)) !== headSha) return;
  const parent = await branchTip(client, place, LEDGER_BRANCH);
  const now = parent === undefined ? undefined : await historyAt(client, place, parent);
  if ((now?.state === "text" ? now.text : undefined) !== before || now?.state === "unreadable")
    throw new Explained("Another run has recorded a review in between.");
  await commitFiles(client, place, { parent, files, message });
}

/** What cannot be read costs the trend, and neither the review nor what stands there. */
export async function readHistory(client: Client, place: Place): Promise<SourceFile> {
  try {
    return await historyAt(client, place, `heads/${LEDGER_BRANCH}`);
  } catch (error) {
    if (statusOf(error) === 404) return { state: "absent", path: HISTORY_FILE };
    const because = `could not be read: ${describeFailure(error).replace(/\.+$/, "")}`;
    return { state: "unreadable", path: HISTORY_FILE, because };
  }
}

async function historyAt(client: Client, place: Place, at: string): Promise<SourceFile> {
  return readFileAt(client, place, await readTree(client, place, at), HISTORY_FILE);
}

interface Addition {
  /** The newest commit of the branch; undefined where there is no branch yet. */
  readonly parent: string | undefined;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly message: string;
}

/** What else stands on the branch stays: answers beside the history, and the history beside answers. */
async function commitFiles(
  client: Client,
  place: Place,
  { parent, files, message }: Addition,
): Promise<void> {
  const tree = await client.request("POST /repos/{owner}/{repo}/git/trees", {
    ...place,
    ...(parent === undefined ? {} : { base_tree: await treeOf(client, place, parent) }),
    tree: files.map(({ path, text }) => ({
      path,
      mode: "100644" as const,
      type: "blob" as const,
      content: text,
    })),
  });
  const commit = await client.request("POST /repos/{owner}/{repo}/git/commits", {
    ...place,
    message,
    tree: Sha.parse(tree.data).sha,
    parents: parent === undefined ? [] : [parent],
  });
  const { sha } = Sha.parse(commit.data);
  if (parent === undefined)
    await client.request("POST /repos/{owner}/{repo}/git/refs", {
      ...place,
      ref: `refs/heads/${LEDGER_BRANCH}`,
      sha,
    });
  else
    await client.request("PATCH /repos/{owner}/{repo}/git/refs/heads/{branch}", {
      ...place,
      branch: LEDGER_BRANCH,
      sha,
      force: false,
    });
}

async function treeOf(client: Client, place: Place, commit: string): Promise<string> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...place,
    commit_sha: commit,
  });
  return GitCommit.parse(data).tree.sha;
}

/** Undefined while there is no such branch. */
async function branchTip(
  client: Client,
  place: Place,
  branch: string,
): Promise<string | undefined> {
  try {
    const route = "GET /repos/{owner}/{repo}/git/ref/heads/{branch}";
    const { data } = await client.request(route, { ...place, branch });
    return Ref.parse(data).object.sha;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}
