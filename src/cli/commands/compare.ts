import { compareRecords } from "../../gate/compare-records.ts";
import type { CompareRequest } from "../../gate/compare-records.ts";
import { deliverVerdict } from "../deliver-verdict.ts";
import type { Exit, Io } from "../io.ts";
import { openGate } from "../../host/open-effects.ts";

export type CompareOptions = {
  readonly config?: string;
  readonly out: string;
  readonly json: boolean;
  readonly case?: string;
  readonly tag?: string;
};

/** `compare BASELINE CANDIDATE`: the verdict on two run records. */
export async function compare(
  baseline: string,
  candidate: string,
  options: CompareOptions,
  io: Io,
): Promise<Exit> {
  const only = {
    ...(options.case === undefined ? {} : { caseId: options.case }),
    ...(options.tag === undefined ? {} : { tag: options.tag }),
  };
  const { config, effects } = await openGate(options.config, io);
  const request: CompareRequest = {
    ...(config === undefined ? {} : { config }),
    baseline,
    candidate,
    today: io.today,
    ...(Object.keys(only).length === 0 ? {} : { only }),
  };
  const verdict = await compareRecords(request, effects);
  return deliverVerdict(verdict, options, io);
}
