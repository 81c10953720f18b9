/** The dated list prices of machines, checked, to the JSON that ships. */

import { readFile } from "node:fs/promises";
import { SOURCES } from "../coefficients/sources.ts";
import type { MachineOffer, MachinePriceTable } from "../estimate/data.ts";

const FILE = "src/coefficients/machine-prices.json";

/** Every row names its source, the place in it and its date. Throws when one does not hold what it should. */
export async function machinePriceTable(): Promise<MachinePriceTable> {
  const table: MachinePriceTable = JSON.parse(await readFile(FILE, "utf8"));
  const faults = table.offers.flatMap((offer) =>
    faultsOf(offer).map((fault) => `${offer.provider} ${offer.instance}: ${fault}`),
  );
  if (faults.length > 0) throw new Error(`${FILE}:\n${faults.join("\n")}`);
  return table;
}

function faultsOf({ source, date, locator, count, usd }: MachineOffer): readonly string[] {
  const prices = Object.values(usd).map((price) =>
    typeof price === "number" ? [price, price, price] : price,
  );
  const ordered = prices.every(
    ([value = 0, low = 0, high = 0]) => low > 0 && low <= value && value <= high && high < 100,
  );
  return [
    ...(source in SOURCES ? [] : [`no source ${source}`]),
    ...(/^20\d\d(-\d\d(-\d\d)?)?$/.test(date) ? [] : [`no date: ${date}`]),
    ...(locator.length > 5 ? [] : ["no locator"]),
    ...(count > 0 && prices.length > 0 && ordered ? [] : ["a price that is none"]),
  ];
}
