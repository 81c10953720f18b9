/** The ledger: one file on a branch of its own, on which answers outlive their pull requests. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { Explained, statusOf } from "./failure.ts";
import { type Place, readFileAt, readTree } from "./repository.ts";

const LEDGER_BRANCH = "greenlight-ledger";
const LEDGER_FILE = "answers.json";

const Sha = z.object({ sha: z.string() });
const Ref = z.object({ object: Sha });

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
  const parent = await branchTip(client, place);
  const now = parent === undefined ? undefined : await readText(client, place, parent);
  if (now !== entry.before) throw new Explained("Another run has recorded answers in between.");
  const tree = await client.request("POST /repos/{owner}/{repo}/git/trees", {
    ...place,
    tree: [{ path: LEDGER_FILE, mode: "100644", type: "blob", content: entry.text }],
  });
  const commit = await client.request("POST /repos/{owner}/{repo}/git/commits", {
    ...place,
    message: entry.message,
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

/** Undefined while there is no such branch. */
async function branchTip(client: Client, place: Place): Promise<string | undefined> {
  try {
    const route = "GET /repos/{owner}/{repo}/git/ref/heads/{branch}";
    const { data } = await client.request(route, { ...place, branch: LEDGER_BRANCH });
    return Ref.parse(data).object.sha;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}
