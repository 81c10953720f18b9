// What the action does with a pull request, in this process: far cheaper than the built one, and on any day.
import { github } from "../src/github/client.ts";
import { type Clock, clockOf } from "../src/github/clock.ts";
import { githubForge } from "../src/github/forge.ts";
import { main, type Settings } from "../src/main.ts";
import { branchesOf, floorOf } from "../src/policy/policy.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";

export const TODAY = new Date().toISOString().slice(0, 10);

export interface RunHere {
  /** Address of the API. */
  readonly url: string;
  /** Of the pull request, in acme/shop. */
  readonly number: number;
  /** The workflow's own unless said. */
  readonly token?: string | undefined;
  readonly policyToken?: string | undefined;
  /** Paths and globs; `architecture.yaml` unless said. */
  readonly manifests?: readonly string[] | undefined;
  /** A clock that waits for nothing unless said. */
  readonly clock?: Clock | undefined;
  /** In milliseconds. */
  readonly longestCall?: number | undefined;
  readonly settings?: Partial<Settings>;
}

const shipped = readShipped("dist/data");

/** All that a run needs; `run` makes it. */
export function prepareRun({
  url,
  number,
  token = "ghs_actions",
  policyToken,
  manifests = ["architecture.yaml"],
  clock = clockOf(0),
  longestCall,
  settings,
}: RunHere) {
  const all: Settings = {
    ...{ today: TODAY, checkName: "greenlight", publish: "check", comment: "always" },
    ...{ threads: true, resolve: false, packs: [] },
    ...settings,
  };
  const timing = longestCall === undefined ? { clock } : { clock, longestCall };
  const client = github(token, url, timing);
  const forge = githubForge(client, {
    place: { owner: "acme", repo: "shop" },
    target: { kind: "pull-request", number },
    token,
    workflowToken: "ghs_actions",
    manifests,
    policyPath: undefined,
    checkName: all.checkName,
    publish: all.publish,
    listedBranches: branchesOf,
    extended: floorOf,
    policyClient: policyToken === undefined ? client : github(policyToken, url, timing),
    clock,
  });
  return { forge, settings: all, run: () => main(forge, all, shipped) };
}
