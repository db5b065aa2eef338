import { type Git, checkedId } from "./run-git.ts";

const keptLimitBytes = 64 * 1024 * 1024;
/** Room for what `cat-file` says around a content: id, kind, size and two ends of line. */
const headerBytes = 100;

/** What git has under an object id; `missing` where it has nothing, or fails to read it. */
export type Blob =
  | { readonly state: "read"; readonly bytes: Uint8Array }
  | { readonly state: "too-large" }
  | { readonly state: "missing" };

type Request = {
  readonly oid: string;
  readonly maxBytes: number;
  readonly give: (blob: Blob) => void;
  readonly fail: (error: unknown) => void;
};

/**
 * Reads blobs. Those asked for in one turn share a process, since a process costs more than a blob; where that says more than all of
 * them may be large, a second tells their sizes and a third reads those that are small enough. Contents stay in memory, up to 64 MiB
 * in all: two commits have most files in common.
 */
export function openBlobs(git: Git): (oid: string, maxBytes: number) => Promise<Blob> {
  const kept = new Map<string, Uint8Array>();
  let keptBytes = 0;
  let waiting: Request[] = [];

  const keep = (oid: string, bytes: Uint8Array): void => {
    if (kept.has(oid) || keptBytes + bytes.length > keptLimitBytes) return;
    keptBytes += bytes.length;
    // A copy, since a slice would hold on to all that was read with it.
    kept.set(oid, new Uint8Array(bytes));
  };

  const readWaiting = async (): Promise<void> => {
    const requests = waiting;
    waiting = [];
    try {
      const unknown = unique(requests.map(({ oid }) => oid).filter((oid) => !kept.has(oid)));
      const limitBytes = requests.reduce((sum, { maxBytes }) => sum + maxBytes + headerBytes, 0);
      const all = await readContents(git, unknown, limitBytes);
      const sizes = all === undefined ? await readSizes(git, unknown) : new Map<string, number>();
      const isWithin = ({ oid, maxBytes }: Request) => (sizes.get(oid) ?? Infinity) <= maxBytes;
      const small = unique(requests.filter(isWithin).map(({ oid }) => oid));
      const contents = all ?? (await readContents(git, small, Infinity)) ?? new Map<string, Uint8Array>();
      for (const [oid, bytes] of contents) keep(oid, bytes);
      for (const { oid, maxBytes, give } of requests) {
        const bytes = kept.get(oid) ?? contents.get(oid);
        const size = bytes?.length ?? sizes.get(oid);
        if (size !== undefined && size > maxBytes) give({ state: "too-large" });
        else give(bytes === undefined ? { state: "missing" } : { state: "read", bytes });
      }
    } catch (error) {
      for (const { fail } of requests) fail(error);
    }
  };

  return (oid, maxBytes) =>
    new Promise((give, fail) => {
      waiting.push({ oid: checkedId(oid), maxBytes, give, fail });
      if (waiting.length === 1) setImmediate(() => void readWaiting());
    });
}

/** Sizes by id, without those that git does not have or fails to read. */
async function readSizes(git: Git, oids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const output = await git.batch("--batch-check", oids, Infinity).catch(() => undefined);
  const lines = output?.toString("latin1").split("\n").slice(0, -1) ?? [];
  return new Map(
    lines
      .map(parseHeader)
      .flatMap(({ oid, sizeBytes }) => (sizeBytes === undefined ? [] : [[oid, sizeBytes] as const])),
  );
}

/** Contents by id, without those that git does not have; undefined where it fails, or says more than `limitBytes`. */
async function readContents(
  git: Git,
  oids: readonly string[],
  limitBytes: number,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const contents = new Map<string, Uint8Array>();
  if (oids.length === 0) return contents;
  const output = await git.batch("--batch", oids, limitBytes).catch(() => undefined);
  if (output === undefined) return undefined;
  let start = 0;
  while (start < output.length) {
    const end = output.indexOf("\n", start);
    const { oid, sizeBytes } = parseHeader(output.toString("latin1", start, end));
    start = end + 1;
    if (sizeBytes === undefined) continue;
    contents.set(oid, output.subarray(start, start + sizeBytes));
    start += sizeBytes + 1;
  }
  return contents;
}

/** `<oid> blob <size>`, or `<oid> missing`. */
function parseHeader(line: string): { readonly oid: string; readonly sizeBytes?: number } {
  const [, oid, size] = /^([0-9a-f]{40,64}) (?:blob (\d+)|missing)$/u.exec(line) ?? [];
  if (oid === undefined) throw new Error(`git cat-file answers ${JSON.stringify(line.slice(0, 100))}`);
  return { oid, ...(size === undefined ? {} : { sizeBytes: Number(size) }) };
}

function unique(oids: readonly string[]): readonly string[] {
  return [...new Set(oids)];
}
