import type { ArmName } from "../../experiment/trial.ts";
import { batchLine, readBatchEntries } from "../../record/batch-entry.ts";
import type { BatchEntry } from "../../record/batch-entry.ts";
import type { LineFile, RunEffects } from "../effects.ts";
import { differences, writeIdentity } from "../plan/run-identity.ts";
import type { RunIdentity } from "../plan/run-identity.ts";

/** A file of calls at the provider, and the batch that was started of it as far as that is known. */
export type KnownBatch = {
  readonly fileId: string;
  readonly batchId?: string;
};

/** What a run has at its providers, kept beside its records: the same run asks for it before it sends anything again. */
export type BatchState = {
  /** Chance of the run, the same in each process that goes on with it. */
  readonly salt: string;
  /** The newest batch that an earlier process has put this call into. */
  readonly knownOf: (id: string) => KnownBatch | undefined;
  /** Resolves when it is kept: before the batch is started, so that no batch is ever lost. */
  readonly addFile: (fileId: string, ids: readonly string[]) => Promise<void>;
  readonly addBatch: (fileId: string, batchId: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens what an earlier process of the same run has left, or starts anew: where it is of another run, part of a commit (whoever wrote
 * that knows the salt), or `fresh` is asked for.
 */
export async function openBatchState(
  arms: readonly ArmName[],
  identity: RunIdentity,
  run: Pick<RunEffects, "openBatchFile" | "earlierRun" | "fence">,
): Promise<BatchState> {
  const { earlier, start } = await run.openBatchFile(arms);
  const isSame =
    run.earlierRun !== "fresh" &&
    earlier?.plan !== undefined &&
    !earlier.isCommitted &&
    differences(identity, earlier.plan).length === 0;
  const kept = isSame ? readBatchEntries(await readWhole(earlier.chunks)) : [];
  const salt = kept.find((line) => line.type === "batches")?.salt;
  // Without its salt no call is known again.
  const lines: readonly BatchEntry[] =
    salt === undefined ? [{ type: "batches", version: 1, salt: run.fence() }] : kept;
  return stateOf(lines, await start(writeIdentity(identity), lines.map(batchLine)));
}

function stateOf(lines: readonly BatchEntry[], { append, close }: LineFile): BatchState {
  const batchByFile = new Map<string, KnownBatch>();
  const fileById = new Map<string, string>();
  const take = (line: BatchEntry): void => {
    if (line.type === "file") {
      batchByFile.set(line.file, { fileId: line.file });
      for (const id of line.calls) fileById.set(id, line.file);
    } else if (line.type === "batch") {
      const known = batchByFile.get(line.file);
      if (known !== undefined) batchByFile.set(line.file, { ...known, batchId: line.batch });
    }
  };
  for (const line of lines) take(line);
  return {
    salt: lines.find((line) => line.type === "batches")?.salt ?? "",
    knownOf: (id) => {
      const file = fileById.get(id);
      return file === undefined ? undefined : batchByFile.get(file);
    },
    addFile: async (file, ids) => {
      for (const id of ids) fileById.delete(id);
      await append(batchLine({ type: "file", file, calls: [...ids] }));
    },
    addBatch: async (file, batch) => {
      const line: BatchEntry = { type: "batch", file, batch };
      take(line);
      await append(batchLine(line));
    },
    close,
  };
}

async function readWhole(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let whole = "";
  for await (const chunk of chunks) whole += decoder.decode(chunk, { stream: true });
  return whole + decoder.decode();
}
