// Limits of the policy on what a change uses more than its base, on the same draws.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareGrowth, createGrowth, type Growth, percentOf } from "../src/quantity/growth.ts";
import { exactly, type Uncertain, uncertain, unknown } from "../src/quantity/uncertain.ts";
import { reportOf } from "../src/render/json.ts";
import { Report } from "../src/render/report-schema.ts";
import { renderMarkdown } from "../src/render/scorecard.ts";
import { renderText } from "../src/render/text.ts";
import type { Review } from "../src/review/review.ts";
import type { ManifestPair, SourceFile } from "../src/review/source-file.ts";
import { PullRequest } from "./attack-scene.ts";
import { judged, reviewPairs, shippedFromSource } from "./review-files.ts";

const SHIPPED = shippedFromSource();

interface System {
  readonly name?: string;
  readonly usd?: number;
  readonly vcpus?: number;
  readonly volume?: string;
  readonly more?: string;
}

/** A system whose cost is exact, and whose energy has a range; at the stage of an idea, so that only limits decide. */
const system = ({
  name = "A",
  usd = 100,
  vcpus = 2,
  volume = "usage: { units_per_month: 100 }\n",
  more = "",
}: System = {}) => `version: 1
product: { name: ${name}, stage: idea, functional_unit: page }
${volume}models: []
components:
  - id: web
    kind: orchestrator
    where: cloud
    provider: aws
    placement: [{ region: eu-north-1 }]
    compute: { vcpus: ${vcpus}, memory_gb: 8, busy_pct: 20 }
    usd_per_month: ${usd}
${more}flows: [{ id: read, steps: [{ use: web }] }]
`;

const DEVICE = "  - { id: odd, kind: other, where: on-prem }\n";

const PATH = "architecture.yaml";
const file = (text: string, path = PATH): SourceFile => ({ state: "text", path, text });
const absent = (path = PATH): SourceFile => ({ state: "absent", path });
const policy = (limits: string, more = "") =>
  `version: 1\nbudgets: { increase_pct: { ${limits} }${more} }\n`;
const change = (
  base: SourceFile,
  head: SourceFile,
  limits: string,
  { more = "", parted, ...pair }: Partial<ManifestPair> & { readonly more?: string } = {},
): Review =>
  reviewPairs(
    [{ head, base, ...pair }],
    policy(limits, more),
    SHIPPED,
    parted && new Map([[PATH, parted]]),
  );
const rowsOf = (review: Review) => [
  review.verdict,
  ...judged(review).budgets.map(({ state, sentence }) => `${state}: ${sentence}`),
];

describe("a limit on an increase", () => {
  test.each<[string, System, System, string, string[]]>([
    [
      "nothing changes",
      {},
      {},
      "usd_per_month: 0",
      ["pass", "met: Cost per month is within the limit of 0 % more than on base: no change."],
    ],
    [
      "it is kept to the last percent",
      { usd: 100 },
      { usd: 110 },
      "usd_per_month: 10",
      ["pass", "met: Cost per month is within the limit of 10 % more than on base: 10 % more."],
    ],
    [
      "it is not kept",
      { usd: 100 },
      { usd: 111 },
      "usd_per_month: 10",
      ["fail", "over: Cost per month is over the limit of 10 % more than on base: 11 % more."],
    ],
    [
      "less is used",
      { usd: 100 },
      { usd: 50 },
      "usd_per_unit: 0",
      ["pass", "met: Cost per page is within the limit of 0 % more than on base: 50 % less."],
    ],
    [
      "there was nothing before",
      { usd: 0 },
      { usd: 5 },
      "usd_per_month: 1000",
      [
        "fail",
        "over: Cost per month is over the limit of 1000 % more than on base: base may have nothing of it.",
      ],
    ],
    [
      "there is nothing before or after",
      { usd: 0 },
      { usd: 0 },
      "usd_per_month: 0",
      ["pass", "met: Cost per month is within the limit of 0 % more than on base: no change."],
    ],
  ])("where %s", (_, base, head, limits, expected) => {
    expect(rowsOf(change(file(system(base)), file(system(head)), limits))).toEqual(expected);
  });

  test("is sure of energy that is not sure itself: twice the machine is twice the energy", () => {
    const [verdict, row] = rowsOf(
      change(
        file(system()),
        file(system({ vcpus: 4 })),
        "kwh_per_month: 20, kgco2e_per_month: 20, l_water_per_month: 20, wh_per_unit: 20, gco2e_per_unit: 20, ml_water_per_unit: 20",
      ),
    );
    expect(verdict).toBe("fail");
    expect(row).toMatch(/^over: Energy per page is over the limit of 20 % more than on base: /);
  });

  test("counts per unit by each side's own volume", () => {
    const more = system({ usd: 200, volume: "usage: { units_per_month: 400 }\n" });
    const rows = rowsOf(change(file(system()), file(more), "usd_per_unit: 0, usd_per_month: 50"));
    expect(rows).toEqual([
      "fail",
      "met: Cost per page is within the limit of 0 % more than on base: 50 % less.",
      "over: Cost per month is over the limit of 50 % more than on base: 100 % more.",
    ]);
  });

  test("does not take a new name for a new thing", () => {
    const renamed = system().replaceAll("web", "site");
    expect(rowsOf(change(file(system()), file(renamed), "kwh_per_month: 0"))).toEqual([
      "pass",
      "met: Energy per month is within the limit of 0 % more than on base: no change.",
    ]);
  });
});

describe("a range that holds the limit", () => {
  // The same power is stated in another way, with a range of its own.
  const watts = system().replace(
    "compute: { vcpus: 2, memory_gb: 8, busy_pct: 20 }",
    "power_w: { idle: 5, busy: { value: 12, low: 2, high: 40 } }\n    busy_pct: 50",
  );

  test("leaves it undecided, and names the input of the change that would decide it", () => {
    const before = system().replace(
      "compute: { vcpus: 2, memory_gb: 8, busy_pct: 20 }",
      "power_w: { idle: 5, busy: 12 }\n    busy_pct: 50",
    );
    const [verdict, row] = rowsOf(change(file(before), file(watts), "kwh_per_month: 5"));
    expect(verdict).toBe("waiting");
    expect(row).toMatch(
      /^undecided: The change of energy per month against base \(.* less to .* more\) does not decide the limit of 5 % more\. What would decide it: components\.web\.power_w\.busy\.$/,
    );
  });

  test("lets it pass where policy allows", () => {
    const [verdict] = rowsOf(
      change(file(system()), file(watts), "kwh_per_month: 5", {
        more: ", when_undecided: allow",
      }),
    );
    expect(verdict).toBe("pass");
  });
});

describe("nothing to compare with", () => {
  const limits = "usd_per_month: 0, wh_per_unit: 0";
  test.each<[string, SourceFile, Partial<ManifestPair>, string]>([
    ["a new manifest", absent(), {}, "the manifest is new"],
    [
      "a base that is broken",
      file("version: 1\nproduct: 3\n"),
      {},
      "base has it in a form that cannot be read",
    ],
    [
      "a base that is no file",
      { state: "unreadable", path: PATH, because: "is a submodule" },
      {},
      "base has it in a form that cannot be read",
    ],
    [
      "a base that does not count",
      file(system()),
      { isAlone: true },
      "there is no base here that counts",
    ],
  ])("in %s holds nothing up, and says so", (_, base, pair, because) => {
    expect(rowsOf(change(base, file(system({ usd: 900 })), limits, pair))).toEqual([
      "pass",
      `no-base: Energy per page is not compared with base, so the limit of 0 % more holds nothing up: ${because}.`,
      `no-base: Cost per month is not compared with base, so the limit of 0 % more holds nothing up: ${because}.`,
    ]);
  });

  test("leaves the limits on what is used in force", () => {
    const text = "version: 1\nbudgets: { usd_per_month: 50, increase_pct: { usd_per_month: 0 } }\n";
    const result = reviewPairs([{ head: file(system()), base: absent() }], text, SHIPPED);
    expect([result.verdict, judged(result).budgets.map(({ state }) => state)]).toEqual([
      "fail",
      ["over", "no-base"],
    ]);
  });
});

describe("what is not known", () => {
  const noVolume = system({ volume: "" });
  const partial = system({ more: DEVICE });

  test("on head is no pass, whatever policy allows of ranges", () => {
    const result = change(file(system()), file(partial), "kwh_per_month: 10", {
      more: ", when_undecided: allow",
    });
    const [verdict, row] = rowsOf(result);
    expect(verdict).toBe("waiting");
    expect(row).toMatch(
      /^undecided: .*as far as is known, no change\) does not decide the limit of 10 % more\. What would decide it: components\.odd/,
    );
  });

  test("on head does not hide what is over already", () => {
    const head = system({ more: DEVICE, usd: 500 });
    expect(rowsOf(change(file(system()), file(head), "usd_per_month: 10"))[0]).toBe("fail");
  });

  test("of a volume that head drops leaves nothing to compare", () => {
    const [verdict, row] = rowsOf(change(file(system()), file(noVolume), "usd_per_unit: 10"));
    expect(verdict).toBe("waiting");
    expect(row).toMatch(/usage\.units_per_month/);
  });

  test("on base, and stated by head for the first time, is no increase", () => {
    const [verdict, row] = rowsOf(change(file(noVolume), file(system()), "usd_per_unit: 0"));
    expect([verdict, row]).toEqual([
      "pass",
      "no-base: Cost per page is not compared with base, so the limit of 0 % more holds nothing up: base does not say usage.units_per_month.",
    ]);
  });

  test("and the same on both sides, is the same number", () => {
    expect(rowsOf(change(file(partial), file(partial), "kwh_per_month: 0"))).toEqual([
      "pass",
      "met: Energy per month is within the limit of 0 % more than on base: no change.",
    ]);
  });

  test("and the same on both sides, makes an increase of the rest smaller than it seems", () => {
    const head = system({ more: DEVICE, vcpus: 4 });
    const [verdict, row] = rowsOf(change(file(partial), file(head), "kwh_per_month: 10"));
    expect(verdict).toBe("waiting");
    expect(row).toMatch(/Base does not say components\.odd.*: state that by itself first/);
  });
});

describe("a base that has changed since head parted from it", () => {
  const high = file(system({ usd: 100 }));
  const low = file(system({ usd: 10 }));

  test("makes no increase of what the pull request leaves as it was", () => {
    expect(change(low, high, "usd_per_month: 0").verdict).toBe("fail");
    expect(rowsOf(change(low, high, "usd_per_month: 0", { parted: high }))).toEqual([
      "pass",
      "met: Cost per month is within the limit of 0 % more than on base: no change.",
    ]);
  });

  test("excuses nothing that the pull request does itself", () => {
    const head = file(system({ usd: 200 }));
    expect(change(low, head, "usd_per_month: 20", { parted: high }).verdict).toBe("fail");
  });
});

describe("several manifests", () => {
  const pair = (name: string, before: number | undefined, after: number | "broken" | undefined) => {
    const path = `${name}/${PATH}`;
    const of = (usd: number | undefined) =>
      usd === undefined ? absent(path) : file(system({ name, usd }), path);
    return {
      head: after === "broken" ? file("version: 1\nproduct: 3\n", path) : of(after),
      base: of(before),
    };
  };
  const reviewed = (pairs: readonly ManifestPair[], limits: string) =>
    reviewPairs(pairs, policy(limits), SHIPPED);
  const together = ({ together: all }: Review) =>
    (all?.budgets ?? []).map(({ state, sentence }) => `${state}: ${sentence}`);

  test("count together per month: what one saves, another may use", () => {
    const same = reviewed([pair("A", 100, 150), pair("B", 100, 50)], "usd_per_month: 0");
    expect([same.verdict, together(same)]).toEqual([
      "pass",
      [
        "met: Cost per month of all 2 manifests together is within the limit of 0 % more than on base: no change.",
      ],
    ]);
    const more = reviewed([pair("A", 100, 150), pair("B", 100, 100)], "usd_per_month: 20");
    expect([more.verdict, together(more)]).toEqual([
      "fail",
      [
        "over: Cost per month of all 2 manifests together is over the limit of 20 % more than on base: 25 % more.",
      ],
    ]);
  });

  test("count one by one per unit", () => {
    const {
      manifests,
      verdict,
      together: all,
    } = reviewed([pair("A", 100, 150), pair("B", 100, 50)], "usd_per_unit: 10");
    const states = manifests.map((one) => one.state === "reviewed" && one.gate.verdict);
    expect([verdict, states, all?.budgets]).toEqual(["fail", ["fail", "pass"], []]);
  });

  test("of which one is new count without it, and all are new count for nothing", () => {
    const one = reviewed([pair("A", 100, 105), pair("B", undefined, 50)], "usd_per_month: 10");
    expect(together(one)).toEqual([
      "met: Cost per month of all 2 manifests together is within the limit of 10 % more than on base: 5 % more.",
    ]);
    const all = reviewed([pair("A", undefined, 1), pair("B", undefined, 1)], "usd_per_month: 10");
    expect(together(all)).toEqual([
      "no-base: Cost per month of all 2 manifests together is not compared with base, so the limit of 10 % more holds nothing up: A/architecture.yaml: the manifest is new; B/architecture.yaml: the manifest is new.",
    ]);
  });

  test("of which one is broken meet no limit", () => {
    const broken = reviewed([pair("A", 100, 100), pair("B", 100, "broken")], "usd_per_month: 10");
    expect(broken.together?.verdict).toBe("waiting");
    expect(together(broken)[0]).toMatch(
      /^undecided: .* What would decide it: B\/architecture.yaml/,
    );
  });
});

test("nothing is estimated of base where no increase is limited", () => {
  let asked = 0;
  const counting = {
    ...SHIPPED,
    estimateData: (needs: Parameters<typeof SHIPPED.estimateData>[0]) => {
      asked += 1;
      return SHIPPED.estimateData(needs);
    },
  };
  const one = { head: file(system({ usd: 5 })), base: file(system()) };
  const asking = (text: string) => {
    asked = 0;
    reviewPairs([one], text, counting);
    return asked;
  };
  const without = asking("version: 1\nbudgets: { usd_per_month: 50 }\n");
  expect(asking(policy("usd_per_month: 10"))).toBe(without + 2);
});

test("comment, terminal and report show it", () => {
  const result = change(file(system()), file(system({ usd: 150 })), "usd_per_month: 10");
  const words = "over the limit of 10 % more per month than on base (50 % more)";
  expect(renderMarkdown(result)).toContain(`✗ ${words}`);
  expect(renderText(result, { width: 120, colour: false })).toContain(`✗ Cost ${words}`);
  const report = Report.parse(JSON.parse(JSON.stringify(reportOf(result))));
  const [one] = report.manifests;
  expect(one?.state === "reviewed" && one.budgets).toEqual([
    {
      key: "increase_pct.usd_per_month",
      origin: "policy",
      per: "month",
      limit: 10,
      unit: "%",
      state: "over",
      sentence: "Cost per month is over the limit of 10 % more than on base: 50 % more.",
      increase: { low: 50, likely: 50, high: 50 },
    },
  ]);
});

describe("of any two sums", () => {
  const number = fc.oneof(
    fc.constant(unknown("x")),
    fc.integer({ min: 0, max: 5 }).map(exactly),
    fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 100 }))
      .map(([cause, likely]) => uncertain(cause, { low: likely / 2, likely, high: likely * 3 })),
  );
  const parts = fc.array(fc.tuple(number, number, fc.boolean()), { maxLength: 5 });
  const growthOf = (pairs: readonly (readonly [Uncertain, Uncertain, boolean])[]): Growth => {
    const total = createGrowth();
    for (const [base, head, isSame] of pairs) total.add(base, isSame ? base : head, isSame);
    return total.value();
  };
  const limit = fc.integer({ min: 0, max: 400 });

  test("a stricter limit never turns over into met, and a looser one never met into anything else", () => {
    fc.assert(
      fc.property(parts, limit, limit, (pairs, one, other) => {
        const growth = growthOf(pairs);
        const [strict, loose] = [one, other]
          .sort((a, b) => a - b)
          .map((most) => compareGrowth(growth, most).state);
        if (loose === "over") expect(strict).toBe("over");
        if (strict === "met") expect(loose).toBe("met");
      }),
    );
  });

  test("the same on both sides is exactly no increase, and meets every limit", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 5 }), limit, (numbers, most) => {
        const growth = growthOf(numbers.map((one) => [one, one, true]));
        expect(percentOf(growth)).toEqual({ low: 0, likely: 0, high: 0 });
        expect(compareGrowth(growth, most)).toEqual({ state: "met", lacks: false });
      }),
    );
  });

  test("what head lacks meets no limit", () => {
    fc.assert(
      fc.property(parts, limit, (pairs, most) => {
        const growth = growthOf([...pairs, [exactly(1), unknown("y"), false]]);
        expect(["over", "undecided", "unknown"]).toContain(compareGrowth(growth, most).state);
      }),
    );
  });
});

describe("in a pull request", () => {
  const rules = `version: 1
packs: [{ use: .github/pack.yaml, enforce: advisory }]
budgets: { increase_pct: { usd_per_month: 10 } }
`;
  const open = (base: string, head: string) => new PullRequest({ policy: rules, base, head });
  const verdict = async (pull: PullRequest) => (await pull.settle()).review.verdict;

  test("the base branch is what counts", async () => {
    expect(await verdict(open(system(), system()))).toBe("pass");
    expect(await verdict(open(system(), system({ usd: 120 })))).toBe("fail");
  });

  test("a base that somebody else has made smaller since is no increase", async () => {
    const pull = open(system({ usd: 10 }), system({ usd: 100 }));
    expect(await verdict(pull)).toBe("fail");
    pull.parted = new Map([[PATH, file(system({ usd: 100 }))]]);
    pull.head += "# touched\n";
    expect(await verdict(pull)).toBe("pass");
  });

  test("a base branch that anybody may have written holds nothing up", async () => {
    const pull = open(system(), system({ usd: 900 }));
    pull.baseGoverns = false;
    expect(await verdict(pull)).toBe("pass");
  });

  test("what its policy loosens waits for an owner", async () => {
    const pull = open(system(), system());
    const text = rules.replace("usd_per_month: 10", "usd_per_month: 20");
    const path = ".github/greenlight.yaml";
    pull.rules = { changedByHead: true, head: { state: "text", path, text } };
    expect(await pull.outcomes()).toMatchObject({ "GATE-POLICY": "question" });
  });
});

test("each state as a terminal shows it", async () => {
  const limits =
    "kwh_per_month: 20, kgco2e_per_month: 100, l_water_per_month: 100, usd_per_month: 0, usd_per_unit: 50";
  const head = system({ vcpus: 4, usd: 110, more: DEVICE });
  const shown = [
    change(file(system()), file(head), limits),
    change(absent(), file(system()), "usd_per_month: 0"),
  ].map((review) => renderText(review, { width: 100, colour: false }));
  const lines = shown.map((text) =>
    text
      .split("\n")
      .filter((line) =>
        /than on base|no base|against base|limit|decide it|components\.odd/.test(line),
      )
      .join("\n"),
  );
  await expect(`${lines.join("\n\n")}\n`).toMatchFileSnapshot("golden/increase.txt");
});
