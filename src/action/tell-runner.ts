import type { Annotation } from "../report/annotations.ts";

/**
 * What is told to the runner: masks, annotations, outputs, summary. `@actions/core` is loaded while git works, since it takes longer
 * to load than most of what happens before the first call.
 */
export type Runner = {
  readonly mask: (secret: string) => void;
  readonly annotate: (annotation: Annotation) => void;
  /** A note without a place. */
  readonly announce: (level: "error" | "warning" | "notice", title: string, message: string) => void;
  readonly setOutput: (name: string, value: string) => void;
  /** Adds to the job summary; where the runner gives no file for it, nothing happens. */
  readonly addSummary: (markdown: string) => Promise<void>;
};

export async function openRunner(hasSummary: boolean): Promise<Runner> {
  const core = await import("@actions/core");
  const masked = new Set<string>();
  return {
    mask: (secret) => {
      if (masked.has(secret)) return;
      masked.add(secret);
      core.setSecret(secret);
    },
    annotate: ({ file, line, level, title, message }) => {
      const write = level === "error" ? core.error : core.warning;
      write(message, { file, startLine: line, title });
    },
    announce: (level, title, message) => {
      core[level](message, { title });
    },
    setOutput: (name, value) => core.setOutput(name, value),
    addSummary: async (markdown) => {
      if (!hasSummary) return;
      await core.summary.addRaw(markdown, true).write();
    },
  };
}
