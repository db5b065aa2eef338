import { readFileSync } from "node:fs";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";

/** A process, in a way that another one which later has its number is not taken for it. */
type Owner = { readonly pid: number; readonly startedAt: string };

/** Longer than any run. Where the system does not tell when a process started, this ends a lock whose number has another process. */
const longestHoldMs = 24 * 3_600_000;
/** Longer than it takes to take over a lock. */
const longestTakeoverMs = 60_000;

/**
 * Takes a lock for this process; false where another process that is alive has it, or where the system does not give one. The lock of a
 * process that is gone is taken over.
 */
export async function takeLock(file: string): Promise<boolean> {
  if (await createLock(file)) return true;
  if (await isHeld(file)) return false;
  // Two that see it stale at once: the one that has this file removes it, after another look.
  const takeover = `${file}.takeover`;
  if (!(await createLock(takeover))) {
    if (await isOlderThan(takeover, longestTakeoverMs)) await rm(takeover, { force: true });
    return false;
  }
  try {
    if (await isHeld(file)) return false;
    await rm(file, { force: true });
    return await createLock(file);
  } finally {
    await rm(takeover, { force: true });
  }
}

export async function giveLockBack(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Whether a process that is alive has the lock. */
export async function isHeld(file: string): Promise<boolean> {
  const owner = parseOwner(await readFile(file, "utf8").catch(() => ""));
  if (owner === undefined || !isRunning(owner.pid)) return false;
  const startedAt = startOf(owner.pid);
  if (startedAt !== "" && owner.startedAt !== "") return startedAt === owner.startedAt;
  return !(await isOlderThan(file, longestHoldMs));
}

/** A link is there at once with what it says, or is not there. */
async function createLock(file: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    const owner: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
    await writeFile(draft, JSON.stringify(owner), { flag: "wx" });
    await link(draft, file);
    return true;
  } catch {
    return false;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, startedAt } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === "number" && Number.isInteger(pid) && pid > 0 && typeof startedAt === "string"
      ? { pid, startedAt }
      : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In ticks since the machine started, and which start of the machine that was; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may hold anything.
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
    return `${boot} ${fields[19] ?? ""}`;
  } catch {
    return "";
  }
}

async function isOlderThan(file: string, ageMs: number): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > ageMs;
}
