import { readdir, readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const pollMs = 40;
/** Polls in a row in which a group does nothing. */
const idlePolls = 4;
const longestMs = 15_000;
/** Where the system does not tell what a process does. */
const blindMs = 500;

/**
 * Waits until a group of processes that was just started has done what it does at its start, such as loading its packages: until all of
 * them sleep and take no time of a CPU, 15 s at most. Else the first answer of each would be counted as slow as a start.
 */
export async function waitUntilIdle(group: number, isOver: () => boolean): Promise<void> {
  let idle = 0;
  let before: string | undefined;
  for (let waitedMs = 0; waitedMs < longestMs && idle < idlePolls && !isOver(); waitedMs += pollMs) {
    await wait(pollMs);
    const state = await stateOf(group);
    if (state === undefined) {
      await wait(blindMs);
      return;
    }
    idle = !state.isBusy && state.cpu === before ? idle + 1 : 0;
    before = state.cpu;
  }
}

/** What the processes of a group do, and how much of a CPU they have taken; undefined where there is no `/proc`. */
async function stateOf(
  group: number,
): Promise<{ readonly isBusy: boolean; readonly cpu: string } | undefined> {
  const pids = await readdir("/proc").catch(() => undefined);
  if (pids === undefined) return undefined;
  const stats = await Promise.all(
    pids
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")),
  );
  // proc(5): after the name in brackets come state, parent, group, and as 12th and 13th the ticks in user and kernel mode.
  const own = stats
    .map((stat) => stat.slice(stat.lastIndexOf(")") + 2).split(" "))
    .filter(([, , pgrp]) => pgrp === String(group));
  return {
    isBusy: own.some(([state]) => state === "R" || state === "D"),
    cpu: own.map((fields) => `${fields[11]} ${fields[12]}`).join(),
  };
}
