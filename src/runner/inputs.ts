/** The inputs of the action, checked; all that is wrong with them is said at once. */

import { posix } from "node:path";
import * as core from "@actions/core";
import * as z from "zod/mini";
import { Explained } from "../github/failure.ts";

/** `./a.yaml` and `a.yaml` are one file; only the second is how GitHub lists it. */
const RepositoryPath = z.string().check(
  z.overwrite((path) => posix.normalize(path).replace(/\/$/, "")),
  z.refine(
    (path) => !/^(\/|\.\.(\/|$)|\.$)/.test(path),
    "manifest, policy and packs are paths inside the repository, such as services/search/architecture.yaml",
  ),
);
const Pattern = z.pipe(
  z.string(),
  z.transform((text: string, { issues }) => {
    const [, mark = "", path = ""] = /^(!(?!\())?(.*)$/s.exec(text) ?? [];
    const parsed = RepositoryPath.safeParse(path);
    if (parsed.success) return `${mark}${parsed.data}`;
    for (const { message } of parsed.error.issues)
      issues.push({ code: "custom", message, input: text });
    return z.NEVER;
  }),
);

const NUMBER = "pull-request must be the number of a pull request";
const Inputs = z.object({
  token: z
    .string()
    .check(
      z.minLength(
        1,
        "github-token is empty: give it a token, or leave it out for the workflow's own",
      ),
    ),
  workflowToken: z.string(),
  manifests: z
    .array(Pattern)
    .check(
      z.refine(
        (patterns) => patterns.some((pattern) => !/^!(?!\()/.test(pattern)),
        "manifest is empty: name at least one path or glob",
      ),
    ),
  policy: z.pipe(z.string().check(z.minLength(1, "policy is empty: name a path")), RepositoryPath),
  packs: z.array(RepositoryPath),
  publish: z.enum(["check", "status"], "publish must be check or status"),
  checkName: z
    .string()
    .check(z.minLength(1), z.maxLength(100, "check-name must have 1 to 100 characters")),
  failJob: z.boolean(),
  pullRequest: z.optional(z.int(NUMBER).check(z.positive(NUMBER))),
  comment: z.enum(["always", "on-change", "never"], "comment must be always, on-change or never"),
  threads: z.boolean(),
  resolve: z.boolean(),
  policyToken: z.string(),
  history: z.string(),
});
export type Inputs = z.infer<typeof Inputs>;

/** Throws Explained, in words for whoever wrote the workflow. */
export function readInputs(): Inputs {
  const number = core.getInput("pull-request");
  const inputs = Inputs.safeParse({
    token: core.getInput("github-token"),
    workflowToken: core.getInput("workflow-token"),
    manifests: core.getMultilineInput("manifest"),
    policy: core.getInput("policy"),
    packs: core.getMultilineInput("packs"),
    publish: core.getInput("publish"),
    checkName: core.getInput("check-name"),
    failJob: core.getBooleanInput("fail-job"),
    pullRequest: number === "" ? undefined : Number(number),
    comment: core.getInput("comment"),
    threads: core.getBooleanInput("threads"),
    resolve: core.getBooleanInput("resolve-threads"),
    policyToken: core.getInput("policy-token"),
    history: core.getInput("history"),
  });
  if (inputs.success) return inputs.data;
  const messages = new Set(inputs.error.issues.map(({ message }) => `${message}.`));
  throw new Explained([...messages].join(" "));
}
