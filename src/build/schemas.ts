/** The zod schemas to JSON Schema files, for editors and other tools. */

import * as z from "zod/mini";
import { checklistSchema } from "../checklist/checklist.ts";
import { Manifest } from "../manifest/manifest.ts";
import { Policy } from "../policy/policy.ts";
import { Receipt } from "../receipt/receipt-schema.ts";
import { Report } from "../render/report-schema.ts";
import { WhatIfReport } from "../render/what-if-schema.ts";

const SCHEMAS = {
  "schema/manifest.schema.json": { schema: Manifest, title: "Greenlight architecture manifest" },
  "schema/policy.schema.json": { schema: Policy, title: "Greenlight policy" },
  "schema/pack.schema.json": { schema: checklistSchema(), title: "Greenlight pack" },
  "schema/report.schema.json": { schema: Report, title: "Greenlight report" },
  "schema/whatif.schema.json": { schema: WhatIfReport, title: "Greenlight what-if" },
  "schema/receipt.schema.json": { schema: Receipt, title: "Greenlight receipt" },
};

/** Path to text, draft 2020-12. Keys that begin with x- are free, as in the parser. */
export function generatedSchemas(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [path, { schema, title }] of Object.entries(SCHEMAS)) {
    const made = z.toJSONSchema(schema, {
      target: "draft-2020-12",
      io: "input",
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { "^x-": {} };
      },
    });
    files[path] = `${JSON.stringify({ title, ...made }, undefined, 2)}\n`;
  }
  return files;
}
