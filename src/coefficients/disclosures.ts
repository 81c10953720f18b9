/** What vendors have said that a request uses, by the family of models that it is about. */

import { type Coefficient, table } from "./coefficient.ts";

/** Wh of one text prompt, accelerators with hosts and idle machines, before PUE. */
export const DISCLOSED = table(
  {
    unit: "Wh",
    source: "google-inference-2025",
    locator:
      "median Gemini Apps text prompt, May 2025: accelerators 0.14, host 0.06, idle 0.02; overhead 0.02 left out",
    published: "2025-08",
    boundary:
      "one prompt, taken as 500 tokens in and 300 out; the range is for 100 to 800 out and for which model answered",
    vintage: 2025,
    quality: "vendor",
  },
  {
    "disclosed.gemini-flash": [0.22, 0.08, 0.6],
    "disclosed.gpt-4o": [
      [0.3, 0.1, 0.9],
      {
        source: "altman-2025",
        locator: "average query 0.34 Wh; neither boundary nor model nor tokens given",
        published: "2025-06",
        quality: "assumed",
      },
    ],
  },
);

/** Tokens that a disclosed prompt is taken to have. */
export const DISCLOSED_SHAPE = { input: 500, output: 300 } as const;

/** What the vendor of a family has disclosed; undefined when nothing that can be used. */
export function disclosureOf(family: string): Coefficient | undefined {
  const rows: Readonly<Record<string, Coefficient | undefined>> = DISCLOSED;
  return rows[`disclosed.${family}`];
}
