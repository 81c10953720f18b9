// Every call that changes something, in every way in which it can go wrong.
import { testMatrix } from "./matrix.ts";

await testMatrix(({ writes }) => writes);
