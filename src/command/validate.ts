/** Checks manifests, policies and packs, and lists every problem of every file. */

import { existsSync } from "node:fs";
import { parseChecklist } from "../checklist/parse-checklist.ts";
import { parseManifest } from "../manifest/manifest.ts";
import { POLICY_PATH, parsePolicy } from "../policy/policy.ts";
import { packProblemsIn, resolvePacks } from "../review/packs.ts";
import type { Shipped } from "../review/review.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { MANIFEST_PATHS, readSource } from "./files.ts";
import { complain, problemLine, say } from "./terminal.ts";

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
  const kind = kindOf(path, file.text);
  const problems = problemsOf(kind, path, file.text, shipped);
  if (problems.length === 0) say(`${path}: valid ${kind}`);
  return problems;
}

/** By name where it has the usual one, else by what it says: a pack names itself, a policy has no product. */
function kindOf(path: string, text: string): Kind {
  if (/(^|\/)greenlight\.ya?ml$/.test(path)) return "policy";
  if (/^pack\s*:/m.test(text)) return "pack";
  const isPolicy = /^(packs|gate|branches|answer|waive)\s*:/m.test(text);
  return isPolicy && !/^(product|models|flows)\s*:/m.test(text) ? "policy" : "manifest";
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
      // Packs of the repository are files of their own: only settings of shipped packs are checked here.
      const { value } = parsed.located;
      const own = value.packs.filter(({ use }) => shipped.packs.has(use) || !/[/.]/.test(use));
      const problemAt = packProblemsIn(parsed.located);
      const packs = resolvePacks({ ...value, packs: own }, [], shipped.packs, problemAt);
      return packs.ok ? [] : packs.problems;
    }
  }
}
