import type { FailureCounts } from "../../experiment/failure-counts.ts";
import { type Problem, ProblemError } from "../../problem.ts";
import { openFailureCounter } from "../../traces/detect/count-failures.ts";
import { openLearner } from "../../traces/detect/learn-app.ts";
import { type DetectorOptions, openDetector } from "../../traces/detect/open-detector.ts";
import type { NormalTrace } from "../../traces/normal-trace.ts";
import type { RedactorSettings } from "../../traces/redact/open-redactor.ts";
import { readTraceLines, traceLine } from "../../traces/trace-line.ts";
import { hideNames } from "./hide-names.ts";

/** Trace files that can be read from their start as often as it takes. */
export type TraceFile = { readonly file: string; readonly open: () => AsyncIterable<Uint8Array> };

export type FailureReport = {
  readonly counts: FailureCounts;
  /** The first lines that could not be read, each with its place. */
  readonly problems: readonly Problem[];
  /** How many lines could not be read in all. */
  readonly unreadLines: number;
};

export type FailureDetection = {
  /** The failed traces, each a line with `detected`, in the order of the files. To be read to its end, once. */
  readonly lines: () => AsyncGenerator<string>;
  /** What was counted, once `lines` has ended. Throws a ProblemError where there was something to read and nothing could be. */
  readonly report: () => FailureReport;
};

const shownProblems = 20;

/**
 * Finds the failed traces of the files. They are read twice, since what the answers and scores of an app look like is known at the end only;
 * memory stays flat, and the same files give the same lines. The lines are not redacted, the names in the report are.
 */
export function detectFailures(
  files: readonly TraceFile[],
  { redact, ...rules }: Omit<DetectorOptions, "learned"> & { readonly redact: RedactorSettings },
): FailureDetection {
  const counter = openFailureCounter();
  const problems: Problem[] = [];
  let unreadLines = 0;

  async function* lines(): AsyncGenerator<string> {
    const learner = openLearner();
    for await (const trace of tracesOf(files, () => undefined)) learner.add(trace);
    const detect = openDetector({ ...rules, learned: learner.learned() });
    const note = (problem: Problem) => {
      unreadLines += 1;
      if (problems.length < shownProblems) problems.push(problem);
    };
    for await (const { detected: _, ...trace } of tracesOf(files, note)) {
      const detection = detect(trace);
      counter.add(trace, detection);
      if (detection.detected !== undefined) yield traceLine({ ...trace, detected: detection.detected });
    }
  }

  return {
    lines,
    report: () => {
      const counts = counter.counts();
      if (counts.traces === 0 && unreadLines > 0) throw new ProblemError(problems);
      return { counts: hideNames(counts, redact), problems, unreadLines };
    },
  };
}

async function* tracesOf(
  files: readonly TraceFile[],
  note: (problem: Problem) => void,
): AsyncGenerator<NormalTrace> {
  for (const { file, open } of files) {
    for await (const batch of readTraceLines(file, open())) {
      for (const line of batch) {
        if ("trace" in line) yield line.trace;
        else note(line.problem);
      }
    }
  }
}
