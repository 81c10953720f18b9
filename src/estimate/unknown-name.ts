/** A name of the manifest that no table knows, in words, with the name that was probably meant. */

import { acceleratorNames } from "../coefficients/accelerators.ts";
import type { Placement } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";
import { nearest } from "../yaml/nearest.ts";
import { cloudsOf } from "./cloud-region.ts";
import type { Context } from "./context.ts";
import { regionNames } from "./region-names.ts";
import { spellingsOf } from "./serving.ts";

/** "the table of accelerators has no nvidia-a1000; did you mean nvidia-a100?" */
export function unknownAccelerator(context: Context, name: string): string {
  const { plain, bare } = spellingsOf(name);
  const maker = plain.slice(0, plain.length - bare.length);
  const names = () => acceleratorNames().map((known) => `${maker}${known}`);
  return `the table of accelerators has no ${name}${hint(context, "chip", name, names)}`;
}

/** Of a region, grid zone or country that no table has a figure for. */
export function unknownPlace(
  context: Context,
  provider: string | undefined,
  { region, zone, country = "" }: Placement,
): string {
  if (region !== undefined) {
    const names = () => regionNames(cloudsOf(provider));
    const whose = provider === undefined ? "" : ` of ${provider}`;
    return `no table has the region ${region}${whose}${hint(context, `region of ${provider}`, region, names)}`;
  }
  if (zone === undefined) {
    const meant = OTHER_CODES.get(country);
    return `no table has the country ${country}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
  }
  const names = () => Object.keys(context.data.zones?.gPerKwh ?? {});
  return `no table has the grid zone ${zone}${hint(context, "zone", zone, names)}`;
}

/** Codes in everyday use that ISO 3166 does not have. */
const OTHER_CODES: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
]);

/** Of a model of an API that the price table does not list. */
export function unknownPrice(
  context: Context,
  { name, platform, vendor }: Pick<Model, "name" | "platform" | "vendor">,
  listed: () => readonly string[],
): string {
  const seller = platform ?? vendor;
  const whose = seller === undefined ? "" : ` of ${seller}`;
  return `the price table has no ${name}${whose}${hint(context, `model of ${platform}, ${vendor}`, name, listed)}`;
}

/** Comparing with every name takes time, so that only so many are looked for. */
const MOST_HINTS = 50;

function hint(
  { hints }: Context,
  kind: string,
  name: string,
  candidates: () => readonly string[],
): string {
  const key = `${kind}|${name}`;
  // Another digit is another generation, and no slip of the pen.
  const alike = () => candidates().filter((one) => digitsOf(one) === digitsOf(name));
  if (!hints.has(key) && hints.size < MOST_HINTS) hints.set(key, nearest(name, alike()));
  const meant = hints.get(key);
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

const digitsOf = (name: string): string => name.replace(/\D/g, "");
