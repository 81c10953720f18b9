/** The words of verdicts and findings in JSON. */

import * as z from "zod/mini";
import { SEVERITIES } from "../checklist/severity.ts";

export const Verdict = z.enum(["pass", "fail", "waiting", "not-applicable", "error"]);
export const Severity = z.enum(SEVERITIES);
export const Outcome = z.enum([
  "pass",
  "fail",
  "question",
  "accepted",
  "waived",
  "error",
  "not-applicable",
]);
export const Stage = z.enum(["idea", "prototype", "pilot", "production"]);
