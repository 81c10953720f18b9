/** Runs the cases that the checks of a pack carry. */

import { parseChecklist } from "../checklist/parse-checklist.ts";
import { runPackTests } from "../evaluate/run-pack-tests.ts";
import { EXIT, type Exit } from "./exit.ts";
import { readSource } from "./files.ts";
import { complain, problemLine, safely, say } from "./terminal.ts";

export function testPack(path: string): Exit {
  const file = readSource(path);
  if (file.state !== "text") {
    complain([
      `${safely(path)}: ${file.state === "absent" ? "no such file" : safely(file.because)}`,
    ]);
    return EXIT.input;
  }
  const parsed = parseChecklist(path, file.text);
  if (!parsed.ok) {
    complain(parsed.problems.map(problemLine));
    return EXIT.input;
  }
  const results = runPackTests(parsed.located.value);
  const failed = results.filter(({ ok }) => !ok);
  for (const { check, name, expected, actual } of failed)
    say(safely(`${check}, case ${name}: expected ${expected}, was ${actual}`));
  say(`${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? EXIT.pass : EXIT.blocked;
}
