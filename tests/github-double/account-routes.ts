// Who am I: `GET /user` (refused to Apps: actions/create-github-app-token#258).
import { type Answer, type Call, json, type Route, refuse, type Schemas } from "./exchange.ts";
import { renderUser } from "./render-account.ts";

export const accountRoutes: readonly Route<Call>[] = [
  { method: "GET", path: "/user", answer: readUser },
];

function readUser({ token, url }: Call): Answer {
  if (token === undefined) return refuse(401, "Requires authentication");
  if (token.kind === "installation") return refuse(403, "Resource not accessible by integration");
  const at = "2020-01-05T09:00:00Z";
  const user: Schemas["public-user"] = {
    ...renderUser(url, token.login),
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 1,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at,
    updated_at: at,
  };
  return json(user);
}
