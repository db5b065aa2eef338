import { error, notice, setOutput, setSecret, summary, warning } from "@actions/core";
import type { Annotation } from "../report/annotations.ts";

/** What is told to the runner: masks, annotations, outputs, summary. */
export type Runner = {
  readonly mask: (secret: string) => void;
  readonly annotate: (annotation: Annotation) => void;
  /** A note without a place. */
  readonly announce: (level: "error" | "warning" | "notice", title: string, message: string) => void;
  readonly setOutput: (name: string, value: string) => void;
  /** Adds to the job summary; where the runner gives no file for it, nothing happens. */
  readonly addSummary: (markdown: string) => Promise<void>;
};

const announcers = { error, warning, notice } as const;

/** Without `hasSummary` there is no file for a summary, and none is written. */
export function openRunner(hasSummary: boolean): Runner {
  const masked = new Set<string>();
  return {
    mask: (secret) => {
      if (masked.has(secret)) return;
      masked.add(secret);
      setSecret(secret);
    },
    annotate: ({ file, line, level, title, message }) => {
      announcers[level](message, { file, startLine: line, title });
    },
    announce: (level, title, message) => announcers[level](message, { title }),
    setOutput: (name, value) => setOutput(name, value),
    addSummary: async (markdown) => {
      if (hasSummary) await summary.addRaw(markdown, true).write();
    },
  };
}
