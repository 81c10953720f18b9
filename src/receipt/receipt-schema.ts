/** The shape of a receipt: what a review rested on, as hashes, and what came of it. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";

const Hash = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, "must be a SHA-256 as 64 hex digits in lower case"));
const Day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, "must be a day as YYYY-MM-DD"));
const Verdict = z.enum(["pass", "fail", "waiting", "not-applicable", "error"]);
const Name = z.string().check(z.maxLength(4096));
/** It leads nowhere but down: a receipt may come from anybody. */
const RepositoryPath = z
  .string()
  .check(
    z.maxLength(4096),
    z.refine(
      isRepositoryPath,
      "must be a path inside the repository, such as app/architecture.yaml",
    ),
  );
const score = described(
  z.optional(z.number()),
  "Percent of the decided weight that is passed; absent while nothing is decided.",
);
const coverage = described(
  z.optional(z.number()),
  "Percent of the applicable weight that is decided; absent when nothing applies.",
);

const ManifestOutcome = z.strictObject({
  name: described(Name, "Path as the report has it."),
  named: described(
    z.optional(RepositoryPath),
    "Path from the repository that links in it count from, where that is known.",
  ),
  repository: described(z.optional(z.string()), "Web address of the repository, where known."),
  product: z.optional(z.string()),
  state: z.enum(["reviewed", "invalid", "removed", "not-judged"]),
  verdict: Verdict,
  score,
  coverage,
});

/** Nothing but names, each below the one before. */
export function isRepositoryPath(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split("/").every((name) => !/^\.{0,2}$/.test(name));
}

const INPUT_KINDS = [
  "manifest",
  "base manifest",
  "manifest where head parted from base",
  "policy",
  "policy on head",
  "extended policy",
  "pack",
  "energy report",
  "energy report on base",
  "evidence",
] as const;

const Input = z.strictObject({
  kind: z.enum(INPUT_KINDS),
  name: described(Name, "Path as the report has it, or as the manifest names it."),
  manifest: described(z.optional(Name), "The manifest that it belongs to."),
  file: described(
    z.optional(RepositoryPath),
    "Path from the root of the repository; absent where it stands elsewhere.",
  ),
  state: z.enum(["text", "absent", "unreadable"]),
  sha256: described(z.optional(Hash), "Of its text."),
  git: described(
    z.optional(z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be an id of Git"))),
    "Of evidence, which is not read: Git's id of its content.",
  ),
});

const Counted = z.strictObject({
  manifest: Name,
  pack: z.string(),
  check: z.string(),
  item: z.string(),
  outcome: z.enum(["pass", "fail", "accepted", "waived", "not-applicable"]),
  because: z.optional(z.string()),
  by: z.optional(z.string()),
  on: z.optional(z.string()),
  url: z.optional(z.string()),
  text: z.optional(z.string()),
  version: described(z.string(), "Hash of the check."),
  facts: described(z.string(), "Hash of the manifest fields that it rests on."),
});

const ChangedFile = z.strictObject({ path: Name, sha: z.string() });
const Place = z.strictObject({ manifest: Name, check: z.string(), item: z.string() });

const OnGitHub = z.strictObject({
  policyChanged: z.boolean(),
  ignoresBase: described(z.boolean(), "Whether what base says gives nobody a say."),
  changedPacks: z.array(ChangedFile),
  changedWorkflows: z.array(ChangedFile),
  packs: described(z.array(z.string()), "Packs that the input of the action adds."),
  claims: described(
    z.array(z.strictObject({ manifest: Name, because: z.string() })),
    "What head claims that somebody said, and nobody has confirmed.",
  ),
  due: described(z.array(Place), "What was answered or excused once, and is asked again."),
});

export const Receipt = described(
  z.strictObject({
    receipt: described(z.literal(1), "Version of this format."),
    tool: described(z.string(), "Version of Greenlight."),
    at: describedCopy(Day, "Day of the review."),
    from: described(z.enum(["command line", "GitHub"]), "Where the review took place."),
    verdict: Verdict,
    score,
    coverage,
    manifests: z.array(ManifestOutcome),
    inputs: described(z.array(Input), "All files that the review rested on."),
    policyFrom: described(z.string(), "Where the policy was read, such as: branch main."),
    data: z.strictObject({
      coefficients: describedCopy(Hash, "Of all coefficients that ship."),
      packs: described(z.record(z.string(), Hash), "Of each pack that judged, by its id."),
      tables: described(z.record(z.string(), Hash), "Of each table that was used, by its name."),
    }),
    answers: described(
      z.strictObject({
        sha256: describedCopy(Hash, "Of `counted`, as canonical JSON (RFC 8785)."),
        counted: z.array(Counted),
      }),
      "What people said that decided a finding.",
    ),
    onGitHub: z.optional(OnGitHub),
    report: describedCopy(Hash, "Of the JSON report, byte for byte."),
    command: described(z.string(), "What repeats the review, from the root of the repository."),
    sha256: describedCopy(Hash, "Of all the rest, as canonical JSON (RFC 8785)."),
  }),
  "Receipt of a review by Greenlight: greenlight verify RECEIPT checks it. It is no signature.",
);
export type Receipt = z.infer<typeof Receipt>;
export type ReceiptInput = Receipt["inputs"][number];
export type InputKind = ReceiptInput["kind"];
export type CountedWord = Receipt["answers"]["counted"][number];
