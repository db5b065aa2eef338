/** One point of the workload: cases, two arms, and where `scoring` is `judge` one more call for each answer. */
export type Cell = {
  readonly cases: number;
  readonly scoring: "rules" | "judge";
  readonly latencyMs: number;
  /** Requests that may be out at once. */
  readonly atOnce: number;
};

export const model = "gpt-5-mini";
export const judgeModel = "gpt-5";
export const question = "Is the tone of the answer polite?";
export const expected = "30 days";
export const key = "sk-bench-0123456789abcdef";

export const prompts = {
  baseline: "You answer for the support desk.",
  candidate: "You answer for the support desk. Be brief and name the time that the customer has.",
} as const;

/** Paths of the server's APIs: an answer, a judgement as we ask for it, one as promptfoo does. */
export const apis = { target: "/v1", judge: "/judge/v1", rubric: "/rubric/v1" } as const;

export function questionOf(index: number): string {
  return `Order ${index}: the parcel came with a scratch on its side. May I return it, and until when?`;
}

/** What a run that neither fails nor repeats anything sends. */
export function requestsOf({ cases, scoring }: Cell): number {
  return cases * (scoring === "judge" ? 4 : 2);
}

export function nameOf({ cases, scoring, latencyMs, atOnce }: Cell): string {
  return `N=${cases}, ${scoring}, ${latencyMs} ms, ${atOnce} at once`;
}

/** Without options: few minutes. At 200 ms and 4 at once the wire is everything, and a run takes ten. */
export const someCells: readonly Cell[] = [
  { cases: 100, scoring: "rules", latencyMs: 0, atOnce: 64 },
  { cases: 1000, scoring: "rules", latencyMs: 0, atOnce: 4 },
  { cases: 1000, scoring: "judge", latencyMs: 0, atOnce: 64 },
  { cases: 1000, scoring: "judge", latencyMs: 20, atOnce: 64 },
  { cases: 1000, scoring: "rules", latencyMs: 200, atOnce: 64 },
  { cases: 1000, scoring: "rules", latencyMs: 0, atOnce: 64 },
  { cases: 5000, scoring: "rules", latencyMs: 0, atOnce: 64 },
];

/** Every combination, but for those that would wait for an hour, and the largest dataset. */
export const allCells: readonly Cell[] = [
  ...product({
    cases: [100, 1000, 5000],
    scoring: ["rules", "judge"],
    latencyMs: [0, 20, 200],
    atOnce: [4, 16, 64],
  }).filter((cell) => (requestsOf(cell) * cell.latencyMs) / cell.atOnce <= 60_000),
  { cases: 100_000, scoring: "rules", latencyMs: 0, atOnce: 64 },
];

export function product(lists: { readonly [key in keyof Cell]: readonly Cell[key][] }): readonly Cell[] {
  return lists.cases.flatMap((cases) =>
    lists.scoring.flatMap((scoring) =>
      lists.latencyMs.flatMap((latencyMs) =>
        lists.atOnce.map((atOnce) => ({ cases, scoring, latencyMs, atOnce })),
      ),
    ),
  );
}
