import type { Verdict } from "./verdict.ts";

type Word = Verdict["verdict"];

/** Name and version that our hidden lines start with. */
export const markerName = "llm-o11y:v1";

/** As many verdicts as a comment remembers: of five, the longest words still fit into a hidden line. */
export const rememberedVerdicts = 5;

/** What the hidden lines of a sticky comment say: the first whose it is, the last what was decided so far. */
export type CommentMarker = {
  readonly gate: string;
  /** Head of the pull request that the comment speaks of. */
  readonly sha?: string;
  readonly run?: number;
  readonly attempt?: number;
  /** At most five, oldest first; the last is the one that the comment shows. */
  readonly verdicts: readonly Word[];
};

const words: readonly string[] = ["pass", "fail", "inconclusive", "error"] satisfies readonly Word[];
const firstLine = /^<!-- llm-o11y:v1 ([^\n]*?) ?-->[^\S\n]*(?:\n|$)/u;
const lastLine = /(?:^|\n+)<!-- llm-o11y:v1 verdicts=([\w.]+) -->\s*$/u;

/**
 * Reads the hidden lines of a comment; undefined where the first line is not a marker. Anyone can write one, so it proves nothing
 * about the author.
 */
export function parseMarker(body: string): CommentMarker | undefined {
  const text = body.replaceAll("\r\n", "\n");
  const values = new Map(
    (firstLine.exec(text)?.[1] ?? "").split(" ").map((part) => {
      const [name = "", value = ""] = part.split("=");
      return [name, value] as const;
    }),
  );
  const gate = values.get("gate") ?? "";
  if (!/^[\w.-]{1,64}$/u.test(gate)) return undefined;
  const sha = values.get("sha") ?? "";
  const run = wholeNumber(values.get("run"));
  const attempt = wholeNumber(values.get("attempt"));
  return {
    gate,
    ...(/^[0-9a-f]{7,64}$/u.test(sha) ? { sha } : {}),
    ...(run === undefined ? {} : { run }),
    ...(attempt === undefined ? {} : { attempt }),
    verdicts: (lastLine.exec(text)?.[1] ?? "")
      .split(".")
      .filter((word): word is Word => words.includes(word)),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

/** The body without what differs from run to run of one verdict: run, attempt, address of the run, earlier verdicts. */
export function withoutRun(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .trimEnd()
    .replace(lastLine, "")
    .replace(firstLine, (line) => line.replaceAll(/ (?:run|attempt)=[\w.-]*/gu, ""))
    .replaceAll(/<a href="[^"\n]*">full report<\/a>/gu, "full report")
    .replace(/ · history: [^\n]*<\/sub>$/u, "</sub>")
    .trimEnd();
}
