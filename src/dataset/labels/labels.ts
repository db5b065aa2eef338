import type { HumanLabel, LabelledOutput } from "../../experiment/judge-label.ts";
import type { Problem } from "../../problem.ts";

/** What one line says: a label, judgements, or both. */
export type LabelRow = Omit<LabelledOutput, "labels"> & {
  readonly label?: HumanLabel;
  /** On which scales its grades are: `value` from 0 to 1, or `grade`, whole numbers. */
  readonly scales: readonly Scale[];
};

export type Scale = "value" | "grade";

export type RowReading =
  | { readonly ok: true; readonly value: LabelRow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Everything that a label file says. */
export type LabelFile = {
  readonly file: string;
  /** In the order of their first lines. */
  readonly outputs: readonly LabelledOutput[];
  readonly kind: LabelledOutput["labels"][number]["answer"]["kind"];
  readonly scale?: Scale;
  /** What is merely odd, or was passed over. */
  readonly warnings: readonly Problem[];
};
