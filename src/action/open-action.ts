import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { openRepository } from "../edge/git/open-repository.ts";
import { openGithub } from "../edge/github/open-github.ts";
import type { Github } from "../edge/github/open-github.ts";
import { readEvent } from "../edge/github/read-event.ts";
import type { RunnerEvent } from "../edge/github/read-event.ts";
import { findRepository } from "../edge/store/find-repository.ts";
import type { Commits } from "../gate/commits.ts";
import type { GateEffects } from "../gate/effects.ts";
import { readNameOfGate } from "../gate/load/read-name-of-gate.ts";
import { openEffects } from "../host/open-effects.ts";
import { refuseLinkedOutput } from "../host/output-files.ts";
import { ProblemError } from "../problem.ts";
import type { Parsed, Problem } from "../problem.ts";
import type { Files } from "../tree/tree.ts";
import type { Inputs } from "./inputs.ts";
import { openEventCommits } from "./open-event-commits.ts";

export type ActionHost = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
};

/** What the gates of one run share. */
export type OpenedAction = {
  readonly event: RunnerEvent;
  readonly github?: Github;
  readonly commits: Commits;
  readonly effects: GateEffects;
  /** Absolute path of the repository. */
  readonly root: string;
  /** Gate files, from the root of the repository. */
  readonly gates: readonly string[];
};

/** The event of the runner. Throws a ProblemError with everything that is wrong with it. */
export async function openEvent({ env }: ActionHost): Promise<RunnerEvent> {
  const path = env["GITHUB_EVENT_PATH"];
  const text = path === undefined ? "{}" : await readFile(path, "utf8").catch(() => "{}");
  const event = readEvent(env, text);
  if (!event.ok) throw new ProblemError(event.problems);
  return event.value;
}

/** Opens the repository, its commits and its gate files. Throws a ProblemError where one cannot be had. */
export async function openAction(
  event: RunnerEvent,
  inputs: Inputs,
  host: ActionHost,
): Promise<OpenedAction> {
  const token = inputs.githubToken;
  const github =
    token === undefined
      ? undefined
      : openGithub({ apiUrl: event.apiUrl, token, repository: event.repository });
  const { root } = await findRepository(inputs.config[0] ?? "llm-o11y.yml", host.workingDir);
  const [repository, effects] = await Promise.all([openRepository(root), openEffects(root, host)]);
  const commits = await openEventCommits(event, inputs.base, {
    ...(repository === undefined ? {} : { repository }),
    ...(github === undefined ? {} : { github }),
  });
  const prefix = relative(root, host.workingDir);
  const patterns = await Promise.all(
    inputs.config.map(async (name) =>
      prefix === "" ? name : (await findRepository(name, host.workingDir)).path,
    ),
  );
  const gates = await listGates(patterns, commits);
  const problems = [...compareOfSeveral(gates, inputs), ...(await sharedNames(gates, commits))];
  if (problems.length > 0) throw new ProblemError(problems);
  await refuseLinkedOutput(
    host.workingDir,
    gates.map((gate) => folderOf(gate, gates, inputs)),
    inputs.shard,
  );
  return { event, ...(github === undefined ? {} : { github }), commits, effects, root, gates };
}

/** Folder of a gate's files: `out` itself, or with several gates one below it for each. */
export function folderOf(gate: string, gates: readonly string[], { out }: Pick<Inputs, "out">): string {
  return gates.length === 1 ? out : join(out, gate.replaceAll(/[^\w.-]/g, "-"));
}

function compareOfSeveral(gates: readonly string[], { mode }: Inputs): readonly Problem[] {
  if (mode !== "compare" || gates.length < 2) return [];
  return [
    {
      code: "wrong-input",
      message: `\`mode: compare\` decides one gate from its two records, and \`config\` names ${gates.length} gates.`,
      fix: "Name one gate file, and add a step for each of the others.",
    },
  ];
}

/** The comment belongs to the name: with the same one, the last verdict would hide the first. */
async function sharedNames(gates: readonly string[], commits: Commits): Promise<readonly Problem[]> {
  if (gates.length < 2) return [];
  const fileByName = new Map<string, string>();
  const names = await Promise.all(gates.map((file) => readNameOfGate(file, commits)));
  return gates.flatMap((file, index) => {
    const name = names[index] ?? "default";
    const first = fileByName.get(name);
    fileByName.set(name, first ?? file);
    if (first === undefined) return [];
    return [
      {
        code: "duplicate-name",
        file,
        message: `the gate \`${name}\` is already that of \`${first}\`; each has a comment of its own, by its name.`,
        fix: "Give it another `gate:`.",
      },
    ];
  });
}

/**
 * The gate files that the patterns name at the base or at the candidate: a pull request that deletes or renames one does not get rid
 * of its gate.
 */
async function listGates(patterns: readonly string[], { policy, head }: Commits): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (!/[*?[\]{}()!+@]/.test(pattern)) {
      found.add(pattern);
      continue;
    }
    const matches = await Promise.all([policy, head].map(({ files }) => matchOrNothing(files, pattern)));
    const lists = matches.flatMap((match) => (match.ok ? [match.value] : []));
    if (lists.length === 0)
      throw new ProblemError(matches.flatMap((match) => (match.ok ? [] : match.problems)));
    for (const file of lists.flat()) found.add(file);
  }
  return [...found];
}

async function matchOrNothing(files: Files, pattern: string): Promise<Parsed<readonly string[]>> {
  try {
    return { ok: true, value: await files.glob([pattern]) };
  } catch (error) {
    if (error instanceof ProblemError && error.problems.every(({ code }) => code === "no-file-matches"))
      return { ok: false, problems: error.problems };
    throw error;
  }
}
