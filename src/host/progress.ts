import type { Progress } from "../gate/effects.ts";
import { renderProgress } from "../report/progress-line.ts";
import { terminalText } from "../report/untrusted.ts";

export type ProgressOut = {
  readonly stderr: (text: string) => void;
  /** stderr is a terminal. */
  readonly isTerminal: boolean;
};

/** A bar on a terminal; elsewhere a line for each tenth of the way, so that a log stays readable. */
export async function openProgress({ stderr, isTerminal }: ProgressOut): Promise<Progress> {
  return isTerminal ? openBar(stderr) : openLines(stderr);
}

function openLines(stderr: (text: string) => void): Progress {
  let total = 0;
  let tenths = 0;
  return {
    note: (text) => stderr(`${terminalText(text)}\n`),
    start: (count) => {
      total = count;
      tenths = 0;
    },
    advance: (counts) => {
      const reached = Math.floor((10 * counts.done) / Math.max(1, total));
      if (reached <= tenths) return;
      tenths = reached;
      stderr(`${renderProgress(counts, total)}\n`);
    },
    finish: () => {},
  };
}

async function openBar(stderr: (text: string) => void): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({ clearOnComplete: true, hideCursor: true, format: "{bar} {text}" });
  let total = 0;
  return {
    note: (text) => stderr(`${terminalText(text)}\n`),
    start: (count) => {
      total = count;
      bar.start(count, 0, { text: "" });
    },
    advance: (counts) => bar.update(counts.done, { text: renderProgress(counts, total) }),
    finish: () => bar.stop(),
  };
}
