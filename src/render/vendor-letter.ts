/** A review to letters that ask vendors for the figures which nobody has published. They leave the house: nothing in them is about money. */

import { DISCLOSED } from "../coefficients/disclosures.ts";
import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { figureWords, numberText } from "./figure.ts";
import { hanging, wrap } from "./text-layout.ts";

/** What letters are about. */
type Described = Pick<ReviewedManifest, "manifest" | "estimate">;

export interface VendorLetter {
  /** As the manifest spells it. */
  readonly vendor: string;
  readonly subject: string;
  /** Plain text, in lines of at most 72 columns. */
  readonly text: string;
  /** What the letter is about, as manifest paths. */
  readonly about: readonly string[];
}

/** As letters by mail are wrapped. */
const WIDTH = 72;
const MOST_LETTERS = 20;
const MOST_PARTS = 20;

/** One letter for each vendor of an API model, or of a cloud or hosted part, that says nothing of its own. */
export function vendorLetters(review: Described): VendorLetter[] {
  const byVendor = new Map<string, Asked[]>();
  for (const asked of [...modelsAsked(review), ...componentsAsked(review)]) {
    const key = asked.vendor.trim().toLowerCase();
    byVendor.set(key, [...(byVendor.get(key) ?? []), asked]);
  }
  return [...byVendor.values()].slice(0, MOST_LETTERS).map((asked) => letter(asked, review));
}

/** One part that a vendor is asked about. */
interface Asked {
  readonly vendor: string;
  readonly name: string;
  readonly path: string;
  /** What we use of it, in words that are safe to show. */
  readonly use: string;
  readonly kind: "model" | "machine";
}

/** Who hosts a model knows what its machines use; who only made it may not. */
function modelsAsked({ manifest, estimate }: Described): Asked[] {
  return manifest.models.flatMap((model) => {
    const { id, name, platform, vendor } = model;
    if (model.access !== "api" || isKnown(model, estimate.components)) return [];
    return [
      {
        vendor: platform ?? vendor ?? name,
        name,
        path: `models.${id}`,
        kind: "model" as const,
        use: `${clean(name)}${makerText(model)}: ${callsText(id, estimate)}${tokensText(id, manifest)}`,
      },
    ];
  });
}

function makerText({ vendor, platform }: Model): string {
  return vendor === undefined || platform === undefined || vendor === platform
    ? ""
    : `, made by ${clean(vendor)}`;
}

function callsText(model: string, { models }: Estimate): string {
  const calls = models.find(({ id }) => id === model)?.callsPerMonth;
  const words = calls === undefined ? undefined : figureWords(calls);
  if (words?.state !== "known") return "the number of calls a month is not known yet";
  return `about ${words.likely} calls a month${words.range === "exact" ? "" : ` (${words.range})`}`;
}

/** A figure of the vendor's own, an answer to the letter, or something published that the estimate uses. */
function isKnown(model: Model, parts: readonly ComponentEstimate[]): boolean {
  const { wh_per_call: wh, energy_report: report, vendor_energy: answer } = model;
  const own = wh ?? report ?? answer;
  return own !== undefined || publishedOf(model, parts) !== undefined;
}

/** API models about which nobody was asked, for their vendors have published what the estimate uses: the id of that figure. */
export function publishedModels({ manifest, estimate }: Described): ReadonlyMap<string, string> {
  const open = manifest.models.filter(
    (model) => model.access === "api" && (model.wh_per_call ?? model.vendor_energy) === undefined,
  );
  return new Map(
    open.flatMap((model) => {
      const published = publishedOf(model, estimate.components);
      return published === undefined ? [] : [[`models.${model.id}`, published] as const];
    }),
  );
}

/** What somebody has said in passing, without boundary, is not published. */
function publishedOf({ id }: Model, parts: readonly ComponentEstimate[]): string | undefined {
  const input = `models.${id}.wh_per_call`;
  const used = parts.flatMap(({ assumptions }) => assumptions).filter((one) => one.input === input);
  return used
    .flatMap(({ coefficient = "" }) =>
      Object.values(DISCLOSED).filter((one) => one.id === coefficient),
    )
    .find(({ quality }) => quality === "vendor")?.id;
}

/** Of the steps that call it, what a call is like; nothing where none says. */
function tokensText(model: string, { flows }: Manifest): string {
  const steps = flows.flatMap((flow) => flow.steps).filter(({ use }) => use === model);
  const inputs = spread(steps.map(({ input_tokens: tokens }) => tokens));
  const outputs = spread(steps.map(({ output_tokens: tokens }) => tokens));
  const parts = [
    ...(inputs === undefined ? [] : [`${inputs} tokens in`]),
    ...(outputs === undefined ? [] : [`${outputs} tokens out`]),
  ];
  return parts.length === 0 ? "" : `, each with ${parts.join(" and ")}`;
}

/** From the least to the most that a call is thought to have. */
function spread(amounts: readonly (Amount | undefined)[]): string | undefined {
  const given = amounts.flatMap((one) => (one === undefined ? [] : [one]));
  if (given.length === 0) return undefined;
  const ends = given.flatMap((one) =>
    typeof one === "number" ? [one] : [one.low ?? likely(one), one.high ?? likely(one)],
  );
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return low === high ? numberText(low) : `${numberText(low)} to ${numberText(high)}`;
}

/** Machines of others of which neither energy nor data centre is known. */
function componentsAsked({ manifest, estimate }: Described): Asked[] {
  return (manifest.components ?? []).flatMap((component) => {
    const { id, title, kind, where = "cloud", provider, accelerator } = component;
    const part = estimate.components.find((one) => one.id === `components.${id}`);
    const isTheirs = where === "cloud" || where === "saas";
    if (provider === undefined || part === undefined || !isTheirs || !isOpen(component, part))
      return [];
    const chip = accelerator === undefined ? "" : ` on ${clean(accelerator)}`;
    const what = `${title === undefined ? kind : clean(title)}${chip}`;
    return [
      {
        vendor: provider,
        name: title ?? kind,
        path: `components.${id}`,
        kind: "machine" as const,
        use: `${what}, ${where === "saas" ? "run by you" : "machines of yours"}${placesText(component)}`,
      },
    ];
  });
}

function isOpen({ where, pue, power_w: power }: Component, part: ComponentEstimate): boolean {
  const hidden = where === "saas" && power === undefined && "unknown" in part.month.energyKwh;
  const assumed = part.assumptions.some(({ coefficient }) => coefficient === "pue.other-cloud");
  return hidden || (pue === undefined && assumed);
}

function placesText({ placement = [] }: Component): string {
  const places = placement.flatMap(({ region, country, zone }) => region ?? country ?? zone ?? []);
  return places.length === 0 ? "" : `, in ${places.slice(0, 3).map(clean).join(", ")}`;
}

function letter(asked: readonly Asked[], { manifest, estimate }: Described): VendorLetter {
  const [{ vendor = "", name = "" } = {}] = asked;
  const product = clean(manifest.product.name);
  const uses = [...new Set(asked.map(({ use }) => use))];
  const shown = uses.slice(0, MOST_PARTS);
  const more = uses.length - shown.length;
  const others = asked.length === 1 ? "" : ` and ${asked.length - 1} more`;
  const lines = [
    `Dear team at ${clean(vendor)},`,
    "",
    ...wrap(
      `we use your service in our product “${product}”, and work out how much energy, carbon and water one ${clean(estimate.functionalUnit)} takes. Of what we use we found no published figure that we could work with, so that our own estimate has a wide range. We would rather use yours. What we use:`,
      WIDTH,
    ),
    "",
    ...shown.flatMap((use) => hanging("- ", `${use}.`, WIDTH)),
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
    "For each of these we would like to know:",
    "",
    ...questionsFor(asked).flatMap((question, index) => hanging(`${index + 1}. `, question, WIDTH)),
    "",
    ...wrap(CLOSING, WIDTH),
    "",
    "Kind regards,",
    "[your name, your organisation]",
  ];
  return {
    vendor: clean(vendor),
    subject: `Energy, carbon and water of ${clean(name)}${others} in ${product}`,
    text: `${lines.join("\n")}\n`,
    about: asked.map(({ path }) => path),
  };
}

/** Whoever only rents out machines is not asked about tokens. */
function questionsFor(asked: readonly Asked[]): string[] {
  const has = (kind: Asked["kind"]) => asked.some((one) => one.kind === kind);
  return [
    ...(has("model") ? [CALL_ENERGY] : []),
    ...(has("machine") ? [MACHINE_ENERGY] : []),
    ...QUESTIONS,
    ...(has("model") ? [SAVINGS] : []),
    PUBLISHED,
  ];
}

const CALL_ENERGY =
  "Energy of one call, or of 1,000 tokens in and out, in Wh; for which size of request it holds; and its boundary: accelerator, host, idle machines, overhead of the data centre.";
const MACHINE_ENERGY =
  "Electric power of one machine with and without work, in W, or energy of one request, in Wh; and its boundary: accelerator, host, idle machines, overhead of the data centre.";
const QUESTIONS = [
  "The region or regions that answer our requests, and whether we can choose them.",
  "The power usage effectiveness (PUE) and the water usage effectiveness (WUE) of these sites.",
  "The carbon intensity of their electricity, location-based, in gCO2e per kWh; a market-based figure apart from it.",
  "The hardware, how long it is used, and the carbon of making it (embodied), per request or per hour.",
  "Water consumed per request or per kWh, on site and to make the electricity.",
];
const SAVINGS =
  "Whether batch processing, caching or a smaller model changes these figures, and by how much.";
const PUBLISHED =
  "Where and when this is published, and by which method, for instance Software Carbon Intensity (ISO/IEC 21031:2024) and SCI for AI.";

const CLOSING =
  "A range, a part of it, or the day on which a figure will be there helps too. Please tell us which of your figures we must not publish.";

/** Names are other people's text: one line, nothing invisible, of a bounded length. */
function clean(text: string): string {
  return escapeTerminal(text, 120);
}
