/** Checks manifests, policies and packs, and lists every problem of every file. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { checklistSchema } from "../checklist/checklist.ts";
import { parseChecklist } from "../checklist/parse-checklist.ts";
import { Manifest, parseManifest } from "../manifest/manifest.ts";
import { POLICY_PATH, Policy, parsePolicy } from "../policy/policy.ts";
import { readPackFile } from "../review/pack-file.ts";
import { packPaths, packProblemsIn, resolvePacks } from "../review/packs.ts";
import type { Shipped } from "../review/review.ts";
import { knownKeys } from "../yaml/demand.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { MANIFEST_PATHS, readSource, rootOf } from "./files.ts";
import { complain, problemLine, safely, say } from "./terminal.ts";

type Kind = "manifest" | "policy" | "pack";

export function validate(named: readonly string[], shipped: Shipped): Exit {
  const here = [...MANIFEST_PATHS, POLICY_PATH].filter((path) => existsSync(path));
  const paths = named.length > 0 ? named : here;
  if (paths.length === 0)
    throw new InputError(
      `Nothing to validate here: no ${[...MANIFEST_PATHS, POLICY_PATH].join(", ")}.`,
    );
  const problems = paths.flatMap((path) => validateFile(path, shipped));
  if (problems.length === 0) return EXIT.pass;
  complain(problems.map(problemLine));
  return EXIT.input;
}

function validateFile(path: string, shipped: Shipped): readonly Problem[] {
  const file = readSource(path);
  if (file.state === "absent") return [{ file: path, line: 1, column: 1, message: "no such file" }];
  if (file.state === "unreadable")
    return [{ file: path, line: 1, column: 1, message: file.because }];
  const { kind, problems } = judged(path, file.text, shipped);
  if (problems.length === 0) say(`${safely(path)}: valid ${kind}`);
  return problems;
}

interface Judged {
  readonly kind: Kind;
  readonly problems: readonly Problem[];
}

/** By name where it has the usual one, else by the keys that only one format has, else as what it fits best. */
function judged(path: string, text: string, shipped: Shipped): Judged {
  const as = (kind: Kind): Judged => ({ kind, problems: problemsOf(kind, path, text, shipped) });
  const [, named] = /(?:^|\/)(greenlight|architecture)\.ya?ml$/.exec(path) ?? [];
  if (named !== undefined) return as(named === "greenlight" ? "policy" : "manifest");
  const keys = [...text.matchAll(/^(?:\{\s*)?"?([a-z_]+)"?\s*:/gm)].map(([, key = ""]) => key);
  const own = new Map(KINDS.map((kind) => [kind, ownKeys(kind)]));
  const count = (kind: Kind) => keys.filter((key) => own.get(kind)?.includes(key)).length;
  const most = Math.max(...KINDS.map(count));
  const [first, ...others] = KINDS.filter((kind) => count(kind) === most);
  return others
    .map(as)
    .reduce(
      (best, one) => (one.problems.length < best.problems.length ? one : best),
      as(first ?? "manifest"),
    );
}

const KINDS = ["manifest", "policy", "pack"] as const;

/** Keys at the top of a format that the others do not have. */
function ownKeys(kind: Kind): readonly string[] {
  const keys = {
    manifest: knownKeys(Manifest),
    policy: knownKeys(Policy),
    pack: knownKeys(checklistSchema()),
  };
  const others = KINDS.filter((one) => one !== kind).flatMap((one) => keys[one]);
  return keys[kind].filter((key) => !others.includes(key));
}

function problemsOf(kind: Kind, path: string, text: string, shipped: Shipped): readonly Problem[] {
  switch (kind) {
    case "pack": {
      const parsed = parseChecklist(path, text);
      return parsed.ok ? [] : parsed.problems;
    }
    case "manifest": {
      const parsed = parseManifest(path, text);
      return parsed.ok ? [] : parsed.problems;
    }
    case "policy": {
      const parsed = parsePolicy(path, text);
      if (!parsed.ok) return parsed.problems;
      const { value } = parsed.located;
      const problemAt = packProblemsIn(parsed.located);
      const policy = { ok: true, value, problemAt } as const;
      const files = packPaths(policy, shipped.packs).map((pack) =>
        readPackFile({ ...readSource(join(rootOf(path), pack)), path: pack }),
      );
      const packs = resolvePacks(value, files, shipped.packs, problemAt);
      return packs.ok ? [] : packs.problems;
    }
  }
}
