// What of all that Greenlight sends a server does not describe: calls, parameters, fields, values.
import type { Description, Operation } from "./description.ts";
import { SENT } from "./sent.ts";

/** `routes` as the source writes them: `GET /repos/{owner}/{repo}/git/ref/heads/{branch}`. */
export function missingOn(
  { operations, faultsOf, placeOf }: Description,
  routes: readonly string[],
): readonly string[] {
  const find = (route: string) => {
    const [method, path = ""] = route.split(" ");
    return operations.find((each) => each.method === method && each.path.test(path));
  };
  const calls = [...new Set([...routes, ...Object.keys(SENT)])];
  const absent = calls.filter((route) => find(route) === undefined);
  const fields = Object.entries(SENT).flatMap(([route, sent]) => {
    const operation = find(route);
    if (operation === undefined) return [];
    return sent.filter((field) => !takes(operation, field)).map((field) => `${route}: ${field}`);
  });
  return [...absent, ...fields];

  function takes(operation: Operation, field: string): boolean {
    const [, name = "", value] = /^([^=]+)(?:=(.*))?$/.exec(field) ?? [];
    const at = name.startsWith("?")
      ? parameterPlace(operation, name.slice(1))
      : fieldPlace(operation, name);
    if (at === undefined) return false;
    return value === undefined || faultsOf(at, value).length === 0;
  }

  function parameterPlace({ parameters, pointer }: Operation, name: string): string | undefined {
    const index = parameters.findIndex((each) => each.in === "query" && each.name === name);
    return index === -1 ? undefined : `${placeOf(`${pointer}/parameters/${index}`)}/schema`;
  }

  function fieldPlace({ body }: Operation, name: string): string | undefined {
    const keys = name
      .split(/\.|(?=\[\])/)
      .map((key) => (key === "[]" ? "items" : `properties/${key}`));
    return keys.reduce((place, key) => place && placeOf(`${place}/${key}`), body);
  }
}
