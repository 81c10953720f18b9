/** The policy of another repository that a policy extends, and the packs beside it. */

import { type FloorAddress, floorAddress } from "../policy/floor.ts";
import type { SourceFile } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import { isRefusal, statusOf } from "./failure.ts";
import { readFileAt, readTree, type Tree } from "./repository.ts";

/** Reads files of one other repository at one ref, and lists it once. */
export interface OtherRepository {
  /** Under its address; unreadable where the token may not see the repository, or there is no such ref. */
  read(address: FloorAddress): Promise<SourceFile>;
}

export function otherRepositories(client: Client): OtherRepository {
  const trees = new Map<string, Promise<Tree>>();
  return {
    async read(address) {
      const { owner, repo, path: inside, ref } = address;
      const path = addressText(address);
      const place = { owner, repo };
      const key = `${owner}/${repo}@${ref}`;
      const tree = trees.get(key) ?? readTree(client, place, ref);
      trees.set(key, tree);
      try {
        return { ...(await readFileAt(client, place, await tree, inside)), path };
      } catch (error) {
        if (!isRefusal(error) && ![404, 409, 422].includes(statusOf(error) ?? 0)) throw error;
        const because = `GitHub shows no ${owner}/${repo} at ${ref} to this token. A repository that is not public needs the action's policy-token`;
        return { state: "unreadable", path, because };
      }
    },
  };
}

function addressText({ owner, repo, path, ref }: FloorAddress): string {
  return `${owner}/${repo}/${path}@${ref}`;
}

/** Of a pack beside a floor, where it is; undefined of one in the repository itself. */
export function packAddress(path: string, floor: SourceFile | undefined): FloorAddress | undefined {
  const [of, pack] = [floor && floorAddress(floor.path), floorAddress(path)];
  const isBeside =
    of !== undefined && pack?.owner === of.owner && pack.repo === of.repo && pack.ref === of.ref;
  return isBeside ? pack : undefined;
}
