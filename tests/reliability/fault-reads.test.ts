// Every call that reads, in every way in which it can go wrong.
import { testMatrix } from "./matrix.ts";

await testMatrix(({ writes }) => !writes);
