/** What decides whether the words of people count: who edited what, who has which role, who committed. */

import * as z from "zod/mini";
import {
  type Circumstances,
  type Inquiry,
  loginKey,
  ROLES,
  type Role,
  type ThreadState,
} from "../conversation/conversation.ts";
import type { Client } from "./client.ts";
import { readCommitters } from "./committers.ts";
import { isRefusal, statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { readEditors, readThreadStates } from "./graphql.ts";
import type { Place } from "./repository.ts";
import { together } from "./together.ts";

const Permission = z.object({
  permission: z.string(),
  role_name: z.optional(z.string()),
});
const Membership = z.object({ state: z.string() });

/** `policyClient` has a token that may read who is in a team; a workflow's own may not. */
export async function lookUpCircumstances(
  client: Client,
  policyClient: Client,
  { place }: ForgeSettings,
  { number, manifests }: { readonly number: number; readonly manifests: readonly string[] },
  inquiry: Inquiry,
): Promise<Circumstances> {
  const [editors, threads, roles, members, committers] = await together([
    inquiry.editors.length === 0 ? new Map() : readEditors(client, inquiry.editors),
    inquiry.threads ? readThreadStates(client, place, number) : new Map<number, ThreadState>(),
    readRoles(client, place, inquiry.roles),
    readMembers(policyClient, inquiry, policyClient !== client),
    inquiry.committers ? readCommitters(client, place, number, manifests) : undefined,
  ]);
  return { editors, threads, roles, members, committers };
}

async function readRoles(
  client: Client,
  place: Place,
  logins: readonly string[],
): Promise<Map<string, Role | "none">> {
  const roles = new Map<string, Role | "none">();
  for (const login of logins) {
    const role = await readRole(client, place, login);
    if (role !== undefined) roles.set(loginKey(login), role);
  }
  return roles;
}

/** Undefined where the token may not know. */
async function readRole(
  client: Client,
  place: Place,
  username: string,
): Promise<Role | "none" | undefined> {
  try {
    const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
    const { data } = await client.request(route, { ...place, username });
    const { permission, role_name: name } = Permission.parse(data);
    // A role of the organisation's own has a name of its own, and one of these permissions.
    return (
      ROLES.find((role) => role === name) ?? ROLES.find((role) => role === permission) ?? "none"
    );
  } catch (error) {
    // Whoever wrote here has an account, and GitHub knows a role of everybody: 404 is no answer.
    if (statusOf(error) === 404 || isRefusal(error)) return undefined;
    throw error;
  }
}

/** A workflow's own token is refused always, which is no news. */
async function readMembers(
  client: Client,
  { teams, members }: Inquiry,
  isForTeams: boolean,
): Promise<Map<string, ReadonlySet<string> | undefined>> {
  const byTeam = new Map<string, ReadonlySet<string> | undefined>();
  for (const team of teams) {
    const found = await membersOf(client, team, members);
    if (found !== undefined || isForTeams) byTeam.set(team, found);
  }
  return byTeam;
}

async function membersOf(
  client: Client,
  team: string,
  logins: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const [org = "", slug = ""] = team.split("/");
  const found = new Set<string>();
  for (const username of logins) {
    try {
      const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
      const { data } = await client.request(route, { org, team_slug: slug, username });
      if (Membership.parse(data).state === "active") found.add(loginKey(username));
    } catch (error) {
      const status = statusOf(error);
      if (status === 404) continue;
      if (status === 401 || isRefusal(error)) return undefined;
      throw error;
    }
  }
  return found;
}
