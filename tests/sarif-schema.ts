// What SARIF 2.1.0 and GitHub ask of the parts that Greenlight writes: section numbers are those of the standard.
import * as z from "zod/mini";

/** 3.11: plain text; brackets are escaped, unless they make a link, and braces are doubled, unless they are placeholders. */
const Text = z.strictObject({
  text: z.string().check(
    z.minLength(1),
    z.maxLength(1024),
    z.refine((text) => !holdsLink(text), "holds a link"),
    z.refine((text) => !/[{}]/.test(text.replaceAll(/\{\{|\}\}/g, "")), "holds a placeholder"),
  ),
});

/** 3.11.6: a link is brackets that are not escaped, right before parentheses. */
export function holdsLink(text: string): boolean {
  return /\[[^\]]*\]\(/.test(text.replaceAll(/\\[\\[\]]/g, ""));
}

const Level = z.enum(["none", "note", "warning", "error"]);

/** 3.28 to 3.30, and relative to the root of the repository, as GitHub wants it. */
const Location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({
      uri: z.string().check(
        z.minLength(1),
        z.regex(/^(?:[\w.~!$&'()*+,;=@:-]|%[0-9A-F]{2}|\/)+$/),
        z.refine((uri) => !/^(?:\/|[^/]*:)|(?:^|\/)\.{0,2}(?:\/|$)/.test(uri), "is not relative"),
      ),
    }),
    region: z.strictObject({
      startLine: z.int().check(z.positive()),
      startColumn: z.int().check(z.positive()),
      endLine: z.int().check(z.positive()),
    }),
  }),
});

/** 3.49; required by GitHub: id, descriptions and help. */
const Rule = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(255)),
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  shortDescription: Text,
  fullDescription: Text,
  help: z.strictObject({ text: z.string().check(z.minLength(1)), markdown: z.string() }),
  helpUri: z.optional(z.url()),
  defaultConfiguration: z.strictObject({ level: Level }),
  // GitHub shows ten tags, and takes a rule with a security severity for one about security.
  properties: z.looseObject({
    tags: z.array(z.string()).check(z.maxLength(10)),
    "problem.severity": z.enum(["error", "warning", "recommendation"]),
    "security-severity": z.optional(z.never()),
  }),
});

/** 3.27 and 3.35. */
const Result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().check(z.nonnegative()),
  level: Level,
  message: Text,
  locations: z.tuple([Location]),
  partialFingerprints: z.looseObject({ primaryLocationLineHash: z.string().check(z.minLength(1)) }),
  suppressions: z.optional(
    z.tuple([
      z.strictObject({
        kind: z.literal("external"),
        status: z.literal("accepted"),
        justification: Text.shape.text,
      }),
    ]),
  ),
  properties: z.record(z.string(), z.unknown()),
});

/** 3.58. */
const Notification = z.strictObject({
  level: Level,
  message: Text,
  locations: z.optional(z.array(Location)),
});

/** 3.13, 3.14 and 3.20; GitHub takes 25,000 rules, and shows 5,000 results. */
export const Sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          semanticVersion: z.string().check(z.regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/)),
          informationUri: z.url(),
          rules: z.array(Rule).check(z.maxLength(25_000)),
        }),
      }),
      automationDetails: z.strictObject({ id: z.string() }),
      columnKind: z.literal("utf16CodeUnits"),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolConfigurationNotifications: z.array(Notification),
          toolExecutionNotifications: z.array(Notification),
        }),
      ]),
      results: z.array(Result).check(z.maxLength(5000)),
      properties: z.record(z.string(), z.unknown()),
    }),
  ]),
});
export type Sarif = z.infer<typeof Sarif>;

/** The run, once it is what the standard says, and each result has the rule that it names. */
export function soundRun(json: string): Sarif["runs"][0] {
  const [run] = Sarif.parse(JSON.parse(json)).runs;
  const { rules } = run.tool.driver;
  const ids = rules.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new Error("Two rules have one id");
  const prints = run.results.map(
    ({ partialFingerprints: { primaryLocationLineHash } }) => primaryLocationLineHash,
  );
  if (new Set(prints).size < prints.length) throw new Error("Two results have one identity");
  for (const { ruleId, ruleIndex } of run.results)
    if (ids[ruleIndex] !== ruleId) throw new Error(`${ruleId} is not at ${ruleIndex}`);
  return run;
}
