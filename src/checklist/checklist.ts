/** The shape of a checklist (pack): checks as data, one file per playbook chapter or standard. */

import * as z from "zod/mini";
import { Scope } from "../facts/scope.ts";
import { described, describedCopy } from "../yaml/described.ts";
import { SEVERITIES } from "./severity.ts";

export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

/** Made when a pack is first read as text: shipped packs are checked when building, and runs without others need none of it. */
export function checklistSchema() {
  schema ??= newSchema();
  return schema;
}
let schema: ReturnType<typeof newSchema> | undefined;

export type Checklist = z.infer<ReturnType<typeof newSchema>>;
export type Check = Checklist["checks"][number];
export type Case = Check["tests"][number];
export type Source = Checklist["source"];

function newSchema() {
  const Line = z.string().check(z.minLength(1), z.maxLength(300));
  const Text = z.string().check(z.minLength(1), z.maxLength(2000));
  const Condition = z.string().check(z.minLength(1), z.maxLength(500));
  const FactPath = z
    .string()
    .check(
      z.regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/, "must be a path such as it.input_tokens"),
    );
  const Web = z
    .url({ protocol: /^https$/, error: "must be an https address" })
    .check(z.maxLength(500));

  const Source = z.strictObject({
    title: describedCopy(Line, "Title of the publication."),
    url: describedCopy(Web, "Where to read it."),
    relation: described(
      z.optional(z.enum(["paraphrase", "own", "quote"])),
      "How the check relates to it.",
    ),
  });
  const Parameter = z.strictObject({
    value: described(z.number(), "The threshold unless policy sets another."),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    unit: describedCopy(Line, "Unit of the threshold."),
    why: describedCopy(Text, "Where the value comes from."),
  });

  const AnswerRule = z.strictObject({
    kind: described(
      z.enum(["yes-no", "value", "choice", "reason"]),
      "What kind of answer fits the question.",
    ),
    passes: described(
      z.optional(z.enum(["yes", "no", "any"])),
      "Which answer passes; default yes for yes-no, and data decide for value and choice.",
    ),
    field: described(z.optional(FactPath), "The manifest field that a value or a choice fills."),
    choices: z.optional(z.array(Line).check(z.maxLength(20))),
  });

  const Case = z.strictObject({
    name: z.optional(Line),
    given: described(
      z.record(z.string(), z.unknown()),
      "Facts of the item: it, and any root such as product or d.",
    ),
    files: described(
      z.optional(z.array(Line).check(z.maxLength(20))),
      "Files that stand in the repository, to which evidence may link.",
    ),
    expect: z.enum(["pass", "fail", "question", "not-applicable"]),
  });
  const Check = z.strictObject({
    id: z
      .string()
      .check(
        z.regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, "must look like CH12-D4-01"),
        z.maxLength(40),
      ),
    slug: z
      .string()
      .check(z.regex(/^[a-z][a-z0-9-]*$/, "must be a kebab-case noun phrase"), z.maxLength(60)),
    title: describedCopy(Line, "A sentence that is true when the check is met."),
    practice: describedCopy(Line, "Id of the practice it belongs to."),
    for: Scope,
    severity: Severity,
    when: described(
      z.optional(Condition),
      "CEL: whether the check applies to the item. Default: always.",
    ),
    needs: described(
      z._default(z.array(FactPath).check(z.maxLength(20)), []),
      "Facts without which the check asks.",
    ),
    pass: described(z.optional(Condition), "CEL: true when met. Without it only a person can say."),
    covers: described(
      z.optional(z.array(FactPath).check(z.maxLength(20))),
      "Facts that an answer rests on. Default: inputs of when, needs, pass.",
    ),
    root: described(
      z._default(z.boolean(), false),
      "True when its failure explains, and mutes, other findings on the item.",
    ),
    ask: describedCopy(Text, "The question. {placeholders} name facts of the item."),
    why: describedCopy(Text, "Why it matters, in one or two sentences."),
    who: described(z.enum(["pm", "engineering"]), "Who is asked."),
    answer: AnswerRule,
    fix: describedCopy(Text, "What to do when it fails."),
    evidence: described(
      z.array(Line).check(z.minLength(1), z.maxLength(10)),
      "What shows that it is met.",
    ),
    source: described(z.optional(Source), "Default: the source of the pack."),
    effect: described(
      z.optional(
        z.strictObject({
          metric: Line,
          direction: z.enum(["less", "more"]),
          note: z.optional(Text),
        }),
      ),
      "What following the fix changes.",
    ),
    tests: described(
      z._default(z.array(Case).check(z.maxLength(50)), []),
      "The check's own cases.",
    ),
  });
  const Checklist = described(
    z.strictObject({
      pack: described(
        z.string().check(z.regex(/^[a-z][a-z0-9-]*$/), z.maxLength(60)),
        "Id of the pack.",
      ),
      title: Line,
      version: z.int().check(z.positive()),
      source: Source,
      practices: described(
        z.array(z.strictObject({ id: Line, title: Line })).check(z.minLength(1), z.maxLength(50)),
        "Rows of the scorecard.",
      ),
      params: z._default(z.record(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)), Parameter), {}),
      checks: z.array(Check).check(z.minLength(1), z.maxLength(500)),
    }),
    "A checklist for Greenlight.",
  );
  return Checklist;
}
