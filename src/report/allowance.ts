/** How much of the parts that can grow a report shows. Verdict, reasons and broken critical cases are in every one. */
export type Allowance = {
  /** Fixed cases. */
  readonly fixed: number;
  /** Slices, scorers and modes that block nothing. */
  readonly advisory: number;
  readonly excerpts: number;
  /** Broken cases that are not critical. */
  readonly broken: number;
  /** Rows for broken critical cases; their ids are listed apart from this. */
  readonly criticalRows: number;
  /** UTF-16 units for the ids of broken critical cases. */
  readonly criticalIds: number;
  /** Rows of the scoreboard, and of the table of problems. */
  readonly rows: number;
  /** Ids in a list of dataset changes. */
  readonly ids: number;
};

const commentStart: Allowance = {
  fixed: 50,
  advisory: 50,
  excerpts: 20,
  broken: 100,
  criticalRows: 100,
  criticalIds: 16_000,
  rows: 30,
  ids: 20,
};

const summaryStart: Allowance = {
  fixed: 100,
  advisory: 500,
  excerpts: 200,
  broken: 300,
  criticalRows: 1000,
  criticalIds: 100_000,
  rows: 300,
  ids: 500,
};

/** From the fullest report to the barest: fixed cases go first, then what is advisory, excerpts, and broken cases that are not critical. */
function stagesFrom(start: Allowance): readonly Allowance[] {
  const withoutFixed = { ...start, fixed: 0 };
  const withoutAdvisory = { ...withoutFixed, advisory: 0 };
  const withoutExcerpts = { ...withoutAdvisory, excerpts: 0 };
  const fewBroken = { ...withoutExcerpts, broken: Math.min(start.broken, 20) };
  const criticalOnly = { ...fewBroken, broken: 0, ids: 5 };
  const barest = { ...criticalOnly, criticalRows: 0, rows: 20 };
  return [start, withoutFixed, withoutAdvisory, withoutExcerpts, fewBroken, criticalOnly, barest];
}

export const commentStages: readonly Allowance[] = stagesFrom(commentStart);
/** The last stage of a summary is the first that a comment would try. */
export const summaryStages: readonly Allowance[] = [...stagesFrom(summaryStart), ...commentStages];

/** The first rendering that fits, else the barest one. */
export function fit(
  stages: readonly Allowance[],
  render: (allowance: Allowance) => string,
  size: (text: string) => number,
  most: number,
): string {
  let text = "";
  for (const stage of stages) {
    text = render(stage);
    if (size(text) <= most) return text;
  }
  return text;
}
