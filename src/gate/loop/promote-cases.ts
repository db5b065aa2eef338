import type { PromotedCase, PromotionCounts } from "../../experiment/promotion.ts";
import type { Problem } from "../../problem.ts";
import type { Spill } from "../../traces/group-pieces.ts";
import type { RedactorSettings } from "../../traces/redact/open-redactor.ts";
import type { TraceLine } from "../../traces/trace-line.ts";

/** A file that can be read from its start as often as it takes. */
export type Source = { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> };

export type PromoteInput = {
  /** Read once, so they may come through a pipe: `readTraceLines(file, chunks)`. */
  readonly traces: AsyncIterable<readonly TraceLine[]>;
  /** All files of the dataset that are there, also the one that the cases go to. */
  readonly datasets: readonly Source[];
  /** `.llm-o11y/rejected.jsonl` where it is there. */
  readonly rejected?: Source;
  /** `redact` of the gate file. */
  readonly redact: RedactorSettings;
  readonly limit: number;
};

export type PromoteEffects = { readonly openSpill: () => Promise<Spill> };

export type Promotion = {
  /** In the order in which they were chosen, each a row that the reader of datasets takes. */
  readonly cases: readonly PromotedCase[];
  readonly counts: PromotionCounts;
  /** The first lines of the traces that could not be read, each with its place. */
  readonly problems: readonly Problem[];
  readonly unreadLines: number;
};

/** SIGNATURE FOR P7, body follows. Throws a ProblemError where the dataset is wrong, or no trace could be read. */
export async function promoteCases(input: PromoteInput, effects: PromoteEffects): Promise<Promotion> {
  throw new Error(`not yet: ${String(input)} ${String(effects)}`);
}

/** What is to be written, checked with the reader of datasets: never a row that it refuses. In src/gate/loop/append-cases.ts: */
// export async function appendCases(cases, to: string, datasets: readonly Source[]): Promise<Appended>
// Appended = { text: string (to put after the bytes that `to` has now), bytesBefore: number, before: readonly Case[], after: readonly Case[] }
