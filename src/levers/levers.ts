/** All levers of a manifest, kind by kind. */

import type { FindLevers } from "./lever.ts";

const FINDERS: readonly FindLevers[] = [];

export const findLevers: FindLevers = (input) => FINDERS.flatMap((find) => find(input));
