import { describe, expect, test } from "vitest";
import { parseReply } from "../src/reply/parse-reply.ts";
import { NUMBER, ON, PLAIN_NUMBER, says, TEXT } from "./reply-text.ts";

test.each<[unit: string, body: string, said: string]>([
  ["answers per month", "about 42,000 a month", "42000"],
  ["answers per month", "42,000 per month", "42000"],
  ["answers per month", "42k answers a month, measured in May", "42000 (measured in May)"],
  ["answers per month", "1.2 million answers every month", "1200000"],
  ["answers per month", "42.000.000/month", "42000000"],
  ["answers per month", "40000 to 60000 monthly", "50000 of 40000 to 60000"],
  ["answers per month", "40000 a month to 60000 a month", "50000 of 40000 to 60000"],
  ["answers per month", "42000 im Monat", "42000"],
  ["answers per month", "42000 par mois, je crois", "42000 (je crois)"],
  ["answers per month", "42000", "42000"],
  ["answers per month", "1400 a day", "unclear"],
  ["answers per month", "500000 per year", "unclear"],
  ["answers per month", "42000 a monthly report", "unclear"],
  ["inspected parts per month", "42k parts a month", "42000"],
  ["inspected parts per month", "42k inspected parts a month", "42000"],
  ["user sessions per month", "200 users per month", "unclear"],
  ["user sessions per month", "200 sessions per month", "200"],
  ["answers per month", "40000 per month, per tenant", "unclear"],
  ["answers per month", "12 per month (per user)", "unclear"],
  ["answers per month", "40000, each with two models", "unclear"],
  ["USD per month", "$500 a month", "500"],
  ["USD per month", "500 USD/month", "500"],
  ["USD per month", "500 EUR a month", "unclear"],
  ["GB per month", "3 GB per month", "3"],
  ["Wh", "3 Wh a month", "unclear"],
])("in %s: %s", (unit, body, said) => {
  expect(says(body, { kind: "value", type: "number", unit })).toBe(said);
});

describe("a number", () => {
  test.each([
    ["0.4", "0.4"],
    ["0,4", "0.4"],
    ["0.4 Wh", "0.4"],
    ["0.4wh", "0.4"],
    ["`0.4`", "0.4"],
    ["**0.4 Wh**", "0.4"],
    ["0.4 Wh.", "0.4"],
    ["It's 0.4 Wh", "0.4"],
    ["value: 0.4", "0.4"],
    ["@github-actions 0.4", "0.4"],
    ["- 0.4", "0.4"],
    ["0.4 Wh, measured in May", "0.4 (measured in May)"],
    ["0.4 (see docs/measured/may.csv)", "0.4 (see docs/measured/may.csv) [docs/measured/may.csv]"],
    ["0.4 because the report says so", "0.4 (the report says so)"],
    ["0.4\n\nMeasured in May", "0.4 (Measured in May)"],
    ["about 42,000", "42000"],
    ["roughly 300, I think", "300 (I think)"],
    ["~300", "300"],
    ["42k", "42000"],
    ["42 k", "42000"],
    ["1.2 million", "1200000"],
    ["1.1M", "1100000"],
    ["3 Mio", "3000000"],
    ["1e6", "1000000"],
    ["2.5e-3", "0.0025"],
    ["1 200", "1200"],
    ["1\u00a0200\u202f300", "1200300"],
    ["1'200", "1200"],
    ["1,200", "1200"],
    ["1,200,000", "1200000"],
    ["1.200.000", "1200000"],
    ["1.200,5", "1200.5"],
    ["1,200.5", "1200.5"],
    ["1 200,5", "1200.5"],
    ["0.125", "0.125"],
    ["3.1416", "3.1416"],
    ["-5", "-5"],
    ["between 300 and 400", "350 of 300 to 400"],
    ["300-400", "350 of 300 to 400"],
    ["300 – 400 Wh", "350 of 300 to 400"],
    ["300 to 400, likely 350", "350 of 300 to 400"],
    ["300 to 400 (probably 320)", "320 of 300 to 400"],
    ["from 300 to 400, because it varies", "350 of 300 to 400 (it varies)"],
    ["zwischen 300 und 400", "350 of 300 to 400"],
    ["entre 300 et 400", "350 of 300 to 400"],
    ["0.1-0.3", "0.2 of 0.1 to 0.3"],
    ["300-400k", "350000 of 300000 to 400000"],
    ["0.5 to 0.9 million", "700000 of 500000 to 900000"],
    ["0.4 Wh to 0.6 Wh", "0.5 of 0.4 to 0.6"],
    ["No, 0.5", "0.5"],
    ["yes, 0.5 Wh", "0.5"],
    ["n/a, nothing is served", "not-applicable (nothing is served)"],
  ])("%j", (body, said) => {
    expect(says(body, NUMBER)).toBe(said);
  });

  test.each([
    "1.200",
    "1,412",
    "1.412 Wh",
    "12.500",
    "1,2,3",
    "0.4 kWh",
    "0.4 mWh",
    "35 %",
    "0.4 Wh per month",
    "0.4 or 0.5",
    "0.4, or 0.5",
    "0.4\n0.5",
    "0.4, no wait, 0.5",
    "0.4?",
    "0.4, right?",
    "0.4 if cached",
    "0.4, if cached",
    "0.4. No, 0.5",
    "at least 3",
    "more than 300",
    "up to 400",
    "less than 0.4",
    "400-300",
    "300 to 400, likely 500",
    "500-1k",
    "42 models",
    "We have 42 models",
    "2026-11-22",
    "3m",
    "+1",
    "$500",
    "9".repeat(400),
    "yes",
    "no",
  ])("unclear, never guessed: %j", (body) => {
    expect(["unclear", "discussion"]).toContain(says(body, NUMBER));
  });

  test.each(["We had 42 models", "It was 0.4 once", "four", "Is it 0.4?", "v1.2"])(
    "discussion: %j",
    (body) => {
      expect(says(body, NUMBER)).toBe("discussion");
    },
  );

  test.each([
    ["35 %", "%", "35"],
    ["35%", "percent", "35"],
    ["35 percent", "%", "35"],
    ["$500", "USD", "500"],
    ["500 dollars", "USD", "500"],
    ["€500", "USD", "unclear"],
    ["500 ms", "ms", "500"],
    ["500 milliseconds", "ms", "500"],
    ["2 seconds", "ms", "unclear"],
    ["42k tokens", "tokens", "42000"],
    ["1 token", "tokens", "1"],
    ["3 MB", "MB", "3"],
    ["3 mb", "MB", "unclear"],
    ["3 MWh", "mWh", "unclear"],
    ["3 Wh per call", "Wh per call", "3"],
    ["3 Wh", "Wh per call", "3"],
    ["3 Wh per month", "Wh per call", "unclear"],
  ])("%j when asked for %s", (body, unit, said) => {
    expect(says(body, { ...NUMBER, unit })).toBe(said);
  });

  test.each([
    ["35 %", "35"],
    ["35", "35"],
    ["35 Wh", "unclear"],
  ])("without a unit: %j", (body, said) => {
    expect(says(body, PLAIN_NUMBER)).toBe(said);
  });
});

describe("a text", () => {
  test.each([
    ["eu-north-1", '"eu-north-1"'],
    ["`eu-north-1`", '"eu-north-1"'],
    ["eu-north-1.", '"eu-north-1"'],
    ["eu-north-1, because of the grid", '"eu-north-1" (because of the grid)'],
    ["int8", '"int8"'],
    ["docs/exit.md", '"docs/exit.md"'],
    ["value: docs/exit.md, tried in March", '"docs/exit.md, tried in March"'],
    ["Value: none; clients retry if it fails", '"none; clients retry if it fails"'],
    ["**Answer:** recall >= 0.97", '"recall >= 0.97"'],
    ['value: "open-70b"', '"open-70b"'],
    ['"none"', '"none"'],
    ["“none”, because clients retry", '"none" (clients retry)'],
    ["`small` because it is tested", '"small" (it is tested)'],
    ["no, `open-70b`", '"open-70b"'],
    ["no, value: open-70b", '"open-70b"'],
    ["none", "discussion"],
    ["Thanks", "discussion"],
    ["We would leave in a week", "discussion"],
    ["half-baked", "discussion"],
    ["eu-north-1 or eu-west-1", "discussion"],
    ["eu-north-1?", "discussion"],
    ["`a` is what I meant", "discussion"],
    ["value: TBD", "unclear"],
    ["value:", "unclear"],
    ["`todo`", "unclear"],
    [`value: ${"x".repeat(301)}`, "unclear"],
    ["> value: x", "discussion"],
    ["n/a", "not-applicable"],
  ])("%j", (body, said) => {
    expect(says(body, TEXT)).toBe(said);
  });
});

describe("a day", () => {
  test.each([
    ["2026-11-22", '"2026-11-22"'],
    ["22 November 2026", '"2026-11-22"'],
    ["Nov 22, 2026", '"2026-11-22"'],
    ["22.11.2026", '"2026-11-22"'],
    ["the 22nd of November 2026, as agreed", '"2026-11-22" (as agreed)'],
    ["2026-02-30", "unclear"],
    ["11/22/2026", "unclear"],
    ["22 November", "unclear"],
    ["tomorrow", "discussion"],
    ["2026-11-22?", "unclear"],
    ["2026-11-22 or later", "unclear"],
  ])("%j", (body, said) => {
    expect(says(body, { kind: "value", type: "date" })).toBe(said);
  });
});

test.each([
  ["yes", undefined, "true"],
  ["no", undefined, "false"],
  ["true", false, "true"],
  ["false, we float", undefined, "false (we float)"],
  ["yes", true, "true"],
  ["no, we float", true, "false (we float)"],
  ["yes", false, "unclear"],
  ["no", false, "unclear"],
  ["it's true", undefined, "true"],
  ["true?", undefined, "unclear"],
  ["truely", undefined, "discussion"],
  ["yes if pinned", true, "unclear"],
])("true or false: %j where %s is proposed", (body, proposed, said) => {
  expect(says(body, { kind: "value", type: "bool", proposed })).toBe(said);
});

test.each([
  [{ ...NUMBER, proposed: 0.4 }, "yes", "0.4"],
  [{ ...NUMBER, proposed: 0.4 }, "Yes, that matches the report", "0.4 (that matches the report)"],
  [{ ...NUMBER, proposed: 0.4 }, "no", "unclear"],
  [{ ...NUMBER, proposed: 0.4 }, "no, 0.5", "0.5"],
  [{ ...NUMBER, proposed: 0.4 }, "yes?", "unclear"],
  [{ ...NUMBER, proposed: 0.4 }, "yes, if cached", "unclear"],
  [{ ...TEXT, proposed: "eu-north-1" }, "yes", '"eu-north-1"'],
  [{ ...TEXT, proposed: "eu-north-1" }, "`yes`", '"eu-north-1"'],
  [{ kind: "value", type: "date", proposed: "soon" }, "yes", "unclear"],
  [{ kind: "value" }, "yes", "unclear"],
  [{ kind: "value" }, "0.4", "discussion"],
  [{ kind: "value" }, "n/a, nothing runs", "not-applicable (nothing runs)"],
] as const)("yes accepts what is proposed: %j %j", (expected, body, said) => {
  expect(says(body, expected)).toBe(said);
});

test("a hint says what to write, with the unit and the choices of the question", () => {
  const because = (body: string, expected: Parameters<typeof parseReply>[1]) => {
    const reply = parseReply(body, expected, ON);
    return reply.is === "unclear" ? reply.because : reply.is;
  };
  expect([
    because("ok", { kind: "yes-no" }),
    because("ok", { ...NUMBER, proposed: 0.4 }),
    because("1.200", NUMBER),
    because("portible", { kind: "choice", choices: ["portable", "proprietary"] }),
    because("don't know", { kind: "reason" }),
    because("yes", { kind: "value" }),
    because("yes, if legal agrees", { kind: "yes-no" }),
    because("👍", { kind: "yes-no" }),
  ]).toMatchInlineSnapshot(`
    [
      "Begin with yes, no or n/a, then because and the reason.",
      "Write a number such as 0.4 or 1200, in Wh, or yes to accept what is proposed.",
      "The separator in the number can mean two things. Write it without one for thousands, such as 1200, or with a dot and one or two decimals, such as 1.2.",
      "Begin with one of these words: portable, proprietary.",
      "If somebody else knows, write: ask @name by Friday. If not: Give the reason in a sentence that begins with because.",
      "This value goes into the manifest. A reply can only say n/a and why.",
      "A condition is not an answer yet. Write the answer that holds today, and the reason after because.",
      "An emoji is not read. Begin with yes, no or n/a, then because and the reason.",
    ]
  `);
});
