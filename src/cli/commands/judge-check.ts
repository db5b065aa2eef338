import { isAbsolute, join, relative, resolve } from "node:path";
import { findLinkOnTheWay } from "../../edge/store/find-link-on-the-way.ts";
import { readUserFile, writeUserFile } from "../../edge/store/user-files.ts";
import type { EndReason } from "../../experiment/trial.ts";
import { checkJudge, type CheckedJudge } from "../../gate/check-judge.ts";
import type { RunEffects } from "../../gate/effects.ts";
import { openGate } from "../../host/open-effects.ts";
import { ProblemError } from "../../problem.ts";
import { renderCardPage } from "../../report/judge-card-page.ts";
import { judgeCheckJson, renderCardJson, renderJudgeCheck } from "../../report/judge-check.ts";
import type { Exit, Io } from "../io.ts";
import { printProblems } from "../print-problems.ts";

export type JudgeCheckOptions = {
  readonly labels: string;
  readonly config?: string;
  readonly judge?: string;
  readonly score?: string;
  readonly threshold?: number;
  readonly train: number;
  readonly out?: string;
  readonly json: boolean;
};

/** `judge check`: holds a judge against labels of people and writes its card; exit 0 usable, 3 refused, 2 where the input is wrong. */
export async function checkJudgeFile(options: JudgeCheckOptions, io: Io): Promise<Exit> {
  const { labels, config: asked, judge, score, threshold, train, out, json } = options;
  const { config, root, effects } = await openGate(asked, io);
  const path = resolve(io.workingDir, labels);
  const checked = await checkJudge(
    {
      ...(config === undefined ? {} : { config }),
      ...(judge === undefined ? {} : { judge }),
      ...(score === undefined ? {} : { score }),
      ...(threshold === undefined ? {} : { threshold }),
      trainShare: train,
      today: io.today,
    },
    { file: labels, chunks: readUserFile(path) },
    { ...effects, openRun: async () => openRun(io) },
  );
  printProblems(checked.warnings, io, "warning");
  if (checked.ended !== undefined) return stopEarly(checked.ended, io);
  const written = await writeCard(
    checked,
    out === undefined ? root : resolve(io.workingDir, out),
    out !== undefined,
  );
  io.stdout(
    json
      ? `${JSON.stringify({ ok: true, ...judgeCheckJson(checked) }, undefined, 2)}\n`
      : `${renderJudgeCheck(checked)}\n${written.map((file) => relative(io.workingDir, file)).join("  ")}\n`,
  );
  return checked.card.usable ? 0 : 3;
}

/** What asking the judge needs; no run record is written. */
async function openRun(io: Io): Promise<RunEffects> {
  const { openRunEffects } = await import("../../host/open-run-effects.ts");
  return openRunEffects({
    env: io.env,
    workingDir: io.workingDir,
    runs: io.workingDir,
    stderr: io.stderr,
    isTerminal: io.isErrorTerminal,
    stop: io.stopSignal(),
  });
}

/** A card of some outputs could put a better one out of its place. */
function stopEarly(ended: EndReason, io: Io): Exit {
  io.stderr(`The check ended early (${ended}) before all outputs were judged: no card is written.\n`);
  return 3;
}

/** Writes the card beside the gate file, or into the folder that was asked for. Gives the paths. */
async function writeCard(
  checked: CheckedJudge,
  folder: string,
  isPlainFolder: boolean,
): Promise<readonly string[]> {
  const { card, page } = checked.files;
  const nameOf = (path: string): string => (isPlainFolder ? path.slice(path.lastIndexOf("/") + 1) : path);
  const files = [
    { path: nameOf(card), text: renderCardJson(checked.card) },
    { path: nameOf(page), text: renderCardPage(checked) },
  ];
  for (const { path } of files) {
    const link = isAbsolute(path) ? undefined : await findLinkOnTheWay(folder, path);
    if (link !== undefined) throw new ProblemError([linked(link)]);
  }
  await Promise.all(files.map(async ({ path, text }) => writeUserFile(join(folder, path), [text])));
  return files.map(({ path }) => join(folder, path));
}

function linked(file: string) {
  return {
    code: "output-link",
    file,
    message: "this is a symbolic link, and the card would be written to where it leads.",
    fix: "Remove it, or name another folder with `--out`.",
  };
}
