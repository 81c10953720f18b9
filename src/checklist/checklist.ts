/** The shape of a checklist (pack): checks as data, one file per playbook chapter or standard. */

import * as z from "zod";
import { Scope } from "../facts/scope.ts";

export const Severity = z.enum(["blocker", "high", "medium", "low"]);
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
  const Line = z.string().min(1).max(300);
  const Text = z.string().min(1).max(2000);
  const Condition = z.string().min(1).max(500);
  const FactPath = z
    .string()
    .regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/, "must be a path such as it.input_tokens");
  const Web = z.url({ protocol: /^https$/, error: "must be an https address" }).max(500);

  const Source = z.strictObject({
    title: Line.describe("Title of the publication."),
    url: Web.describe("Where to read it."),
    relation: z
      .enum(["paraphrase", "own", "quote"])
      .optional()
      .describe("How the check relates to it."),
  });
  const Parameter = z.strictObject({
    value: z.number().describe("The threshold unless policy sets another."),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: Line.describe("Unit of the threshold."),
    why: Text.describe("Where the value comes from."),
  });

  const AnswerRule = z.strictObject({
    kind: z
      .enum(["yes-no", "value", "choice", "reason"])
      .describe("What kind of answer fits the question."),
    passes: z
      .enum(["yes", "no", "any"])
      .optional()
      .describe(
        "Which answer passes; default yes for yes-no, and data decide for value and choice.",
      ),
    field: FactPath.optional().describe("The manifest field that a value or a choice fills."),
    choices: z.array(Line).max(20).optional(),
  });

  const Case = z.strictObject({
    name: Line.optional(),
    given: z
      .record(z.string(), z.unknown())
      .describe("Facts of the item: it, and any root such as product or d."),
    files: z
      .array(Line)
      .max(20)
      .optional()
      .describe("Files that stand in the repository, to which evidence may link."),
    expect: z.enum(["pass", "fail", "question", "not-applicable"]),
  });
  const Check = z.strictObject({
    id: z
      .string()
      .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, "must look like CH12-D4-01")
      .max(40),
    slug: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, "must be a kebab-case noun phrase")
      .max(60),
    title: Line.describe("A sentence that is true when the check is met."),
    practice: Line.describe("Id of the practice it belongs to."),
    for: Scope,
    severity: Severity,
    when: Condition.optional().describe(
      "CEL: whether the check applies to the item. Default: always.",
    ),
    needs: z.array(FactPath).max(20).default([]).describe("Facts without which the check asks."),
    pass: Condition.optional().describe("CEL: true when met. Without it only a person can say."),
    covers: z
      .array(FactPath)
      .max(20)
      .optional()
      .describe("Facts that an answer rests on. Default: inputs of when, needs, pass."),
    root: z
      .boolean()
      .default(false)
      .describe("True when its failure explains, and mutes, other findings on the item."),
    ask: Text.describe("The question. {placeholders} name facts of the item."),
    why: Text.describe("Why it matters, in one or two sentences."),
    who: z.enum(["pm", "engineering"]).describe("Who is asked."),
    answer: AnswerRule,
    fix: Text.describe("What to do when it fails."),
    evidence: z.array(Line).min(1).max(10).describe("What shows that it is met."),
    source: Source.optional().describe("Default: the source of the pack."),
    effect: z
      .strictObject({ metric: Line, direction: z.enum(["less", "more"]), note: Text.optional() })
      .optional()
      .describe("What following the fix changes."),
    tests: z.array(Case).max(50).default([]).describe("The check's own cases."),
  });
  const Checklist = z
    .strictObject({
      pack: z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/)
        .max(60)
        .describe("Id of the pack."),
      title: Line,
      version: z.number().int().positive(),
      source: Source,
      practices: z
        .array(z.strictObject({ id: Line, title: Line }))
        .min(1)
        .max(50)
        .describe("Rows of the scorecard."),
      params: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Parameter).default({}),
      checks: z.array(Check).min(1).max(500),
    })
    .describe("A checklist for Greenlight.");
  return Checklist;
}
