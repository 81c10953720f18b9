// What GitHub tells of comments that somebody changes or deletes while they are read.
import { expect, test } from "vitest";
import type { Client } from "../src/github/client.ts";
import { readEditors } from "../src/github/graphql.ts";

const edited = (editor: string) => ({
  lastEditedAt: "2026-11-30T09:00:00Z",
  author: { login: "lea", __typename: "User" },
  editor: { login: editor, __typename: "User" },
});
const throwing = (error: object) =>
  ({
    graphql: async () => Promise.reject(Object.assign(new Error("no"), error)),
  }) as never as Client;

test("a comment that is gone hides nothing of the others, and is nobody's word", async () => {
  const client = throwing({
    data: { nodes: [edited("mallory"), null, edited("lea"), null] },
    errors: [
      { type: "NOT_FOUND", path: ["nodes", 1] },
      { type: "FORBIDDEN", path: ["nodes", 3] },
    ],
  });
  expect([...(await readEditors(client, ["a", "b", "c", "d"]))]).toEqual([
    ["a", "mallory"],
    ["b", "somebody who has deleted it"],
    ["c", ""],
  ]);
});

test("where there is no GraphQL nothing is known", async () => {
  for (const error of [{ status: 404 }, { data: null, errors: [{ type: "FORBIDDEN" }] }, {}])
    expect([...(await readEditors(throwing(error), ["a"]))]).toEqual([]);
});
