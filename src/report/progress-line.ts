import { usd } from "../decide/format.ts";

/** How far a run is: trials done, calls that failed for good, and what it cost so far (absent where a price is unknown). */
export type ProgressFigures = { readonly done: number; readonly failed: number; readonly usd?: number };

/** One line without a line feed, such as "120 of 240 trials, 2 failed, $0.31". */
export function renderProgress(figures: ProgressFigures, total: number): string {
  const failures = figures.failed > 0 ? `, ${figures.failed} failed` : "";
  const cost = figures.usd === undefined ? "" : `, ${usd(figures.usd)}`;
  return `${figures.done} of ${total} trials${failures}${cost}`;
}
