/** The text of a receipt to the receipt, or to all that keeps it from being one. */

import { type Parsed, parseYaml } from "../yaml/parse-yaml.ts";
import { Receipt } from "./receipt-schema.ts";

/** JSON is YAML too, whose parser says where each fault is. */
export function parseReceipt(file: string, text: string): Parsed<Receipt> {
  return parseYaml(file, text, Receipt);
}
