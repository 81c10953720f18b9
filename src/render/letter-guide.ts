/** What becomes of a vendor's answer: which fields of the manifest take it, and what the check of it reads. */

import type { Check } from "../checklist/checklist.ts";
import type { VendorLetter } from "./vendor-letter.ts";

/** Whether a check is met by what vendors answered. */
export function asksVendors({ pass }: Pick<Check, "pass">): boolean {
  return pass?.includes("vendor_energy") === true;
}

/** One sentence beside the question, in each format; undefined for checks about anything else. */
export function letterHint(
  check: Pick<Check, "id" | "pass">,
  path: string,
  code: (text: string) => string,
): string | undefined {
  if (!asksVendors(check)) return undefined;
  // People copy commands: a path that a shell would read otherwise is not put into one.
  const shown = /^\w[\w./-]*$/.test(path) ? path : "MANIFEST";
  return `A letter to each vendor, filled in: ${code(`greenlight explain ${check.id} ${shown}`)}.`;
}

/** Where no letter goes, for the vendor has published what the estimate uses, the check still wants to be told. */
export function publishedGuide(published: ReadonlyMap<string, string>): string[] {
  return [...published].map(
    ([path, id]) =>
      `${path}: its vendor has published what the estimate uses (greenlight explain ${id}). Say so under ${path}.vendor_energy.`,
  );
}

/** Lines for whoever sends the letter. `today` is a day, YYYY-MM-DD. */
export function letterGuide({ about }: VendorLetter, today: string): string[] {
  const models = about.filter((path) => path.startsWith("models."));
  const components = about.filter((path) => path.startsWith("components."));
  return [
    ...(models.length === 0 ? [] : modelLines(models, today)),
    ...components.map((path) => `${path}: the answer goes into placement, pue and power_w.`),
  ];
}

function modelLines(models: readonly string[], today: string): string[] {
  const [first = "models.answer"] = models;
  return [
    `Once it is sent, and again when the answer is there, say so under ${models.map((path) => `${path}.vendor_energy`).join(", ")}:`,
    `  vendor_energy: { result: "Asked on ${today}, no answer yet.", link: docs/vendors.md, on: ${today} }`,
    "That is what the check reads. The figures themselves, where there are any:",
    `  ${first}.wh_per_call: { value: 0.3, low: 0.2, high: 0.5, basis: vendor, as_of: ${today}, source: "https://..." }`,
    `  ${first}.placement: [{ region: eu-north-1 }]`,
    `  ${first}.market_g_kwh: { value: 20, source: "https://..." }`,
    "In a pull request, whoever is asked may also reply in the thread: because the vendor was asked, with the link.",
    "wh_per_call is of accelerator and host, without the overhead of the data centre; measured_call says of which call. PUE and WUE of a vendor's site have no field of their own: put them into the result.",
  ];
}
