// GraphQL errors in GitHub's shape: what kind it is stands beside the message (octokit/graphql.js#314).
import type { GraphQLError } from "graphql";

type Kind =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "MISSING_PAGINATION_BOUNDARIES"
  | "EXCESSIVE_PAGINATION"
  | "INVALID_CURSOR_ARGUMENTS";

export function problem(type: Kind, message: string): Error {
  return Object.assign(new Error(message), { type });
}

export function renderError(error: GraphQLError): object {
  const { path, locations, originalError } = error;
  const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  if (unknown !== null) {
    const [, fieldName, typeName] = unknown;
    const extensions = { code: "undefinedField", typeName, fieldName };
    const message = `Field '${fieldName}' doesn't exist on type '${typeName}'`;
    return { path: ["query", fieldName], extensions, locations, message };
  }
  const type = (originalError as { type?: Kind } | undefined)?.type;
  const common = { path, locations, message: error.message };
  return type === undefined ? common : { type, ...common };
}
