/** The ledger: one file on a branch of its own, on which answers outlive their pull requests. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { statusOf } from "./failure.ts";
import { type Place, readFileAt } from "./repository.ts";
import { readBranch } from "./trees.ts";

const LEDGER_BRANCH = "greenlight-ledger";
const LEDGER_FILE = "answers.json";

const Sha = z.object({ sha: z.string() });
const Ref = z.object({ object: Sha });

/** Undefined while there is no such branch, or nothing in it. */
export async function readLedger(client: Client, place: Place): Promise<string | undefined> {
  try {
    const tree = await readBranch(client, place, LEDGER_BRANCH);
    const file = await readFileAt(client, place, tree, LEDGER_FILE);
    return file.state === "text" ? file.text : undefined;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

interface Entry {
  readonly text: string;
  readonly message: string;
}

/** A commit upon the branch as it is now; when another run was faster, GitHub refuses, and nothing is lost. */
export async function recordAnswers(client: Client, place: Place, entry: Entry): Promise<void> {
  const parent = await branchTip(client, place);
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
    await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...place,
      ref: `heads/${LEDGER_BRANCH}`,
      sha,
      force: false,
    });
}

/** Undefined while there is no such branch. */
async function branchTip(client: Client, place: Place): Promise<string | undefined> {
  try {
    const route = "GET /repos/{owner}/{repo}/git/ref/{ref}";
    const { data } = await client.request(route, { ...place, ref: `heads/${LEDGER_BRANCH}` });
    return Ref.parse(data).object.sha;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}
