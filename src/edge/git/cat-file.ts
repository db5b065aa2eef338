import type { ChildProcessByStdio } from "node:child_process";
import type { Socket } from "node:net";

/** What git has under an object id; `missing` where it has nothing, or fails to read it. */
export type GitObject =
  | { readonly state: "read"; readonly kind: string; readonly bytes: Uint8Array }
  | { readonly state: "too-large"; readonly kind: string }
  | { readonly state: "missing" };

export type Question = {
  readonly oid: string;
  /** More of the object is passed over as it comes, and not kept. */
  readonly maxBytes: number;
  readonly give: (object: GitObject) => void;
};

/** `git cat-file --batch`, with its input and output as pipes. */
export type CatFile = ChildProcessByStdio<Socket, Socket, null>;

/**
 * Puts questions to a process that answers them in turn. It keeps our own process from ending only while it has something to answer, and
 * ends with it. `onEnd` hears of its death, with what it leaves unanswered; also where it says nothing for `silenceLimitMs` and is ended,
 * or says something else than asked.
 */
export function askCatFile(
  child: CatFile,
  silenceLimitMs: number,
  onEnd: (unanswered: readonly Question[], isSilent: boolean) => void,
): (question: Question) => void {
  const waiting: Question[] = [];
  let isSilent = false;
  const end = (): void => {
    child.kill("SIGKILL");
    // What git itself has started may hold on to the other end.
    child.stdout.destroy();
  };
  const silence = setTimeout(() => {
    if (waiting.length === 0) return;
    isSilent = true;
    end();
  }, silenceLimitMs).unref();
  const parse = answerParser(
    () => waiting[0],
    (object) => {
      waiting.shift()?.give(object);
      if (waiting.length > 0) return;
      child.unref();
      child.stdout.unref();
    },
  );
  child.stdout.on("data", (chunk: Buffer) => {
    silence.refresh();
    if (!parse(chunk)) end();
  });
  // A process that is gone, or never was, shows in its end.
  child.stdin.on("error", () => undefined);
  child.on("error", () => undefined);
  child.on("close", () => {
    clearTimeout(silence);
    onEnd(waiting, isSilent);
  });
  return (question) => {
    if (waiting.length === 0) {
      silence.refresh();
      child.ref();
      child.stdout.ref();
    }
    waiting.push(question);
    child.stdin.write(`${question.oid}\n`);
  };
}

/**
 * Reads answers from chunks that begin and end anywhere: `<oid> <kind> <size>`, the content and an end of line; or `<oid> missing`. False
 * where a chunk does not answer the question.
 */
function answerParser(
  question: () => Question | undefined,
  give: (object: GitObject) => void,
): (chunk: Buffer) => boolean {
  let header = "";
  let content: { readonly kind: string; readonly bytes: Buffer | undefined } | undefined;
  let readBytes = 0;
  let leftBytes = 0;
  const readHeader = (line: string): boolean => {
    const { oid, maxBytes } = question() ?? {};
    const [, id, kind, size] = /^([0-9a-f]{40,64}) (?:(\w+) (\d+)|missing)$/u.exec(line) ?? [];
    if (id === undefined || id !== oid || maxBytes === undefined) return false;
    if (kind === undefined) give({ state: "missing" });
    else {
      // Room for all of it at once: parts that are joined in the end would hold it twice.
      content = { kind, bytes: Number(size) > maxBytes ? undefined : Buffer.allocUnsafeSlow(Number(size)) };
      readBytes = 0;
      leftBytes = Number(size) + 1;
    }
    return true;
  };
  return (chunk) => {
    let start = 0;
    while (start < chunk.length) {
      if (content === undefined) {
        const end = chunk.indexOf("\n", start);
        header += chunk.toString("latin1", start, end === -1 ? chunk.length : end);
        if (end === -1) return true;
        start = end + 1;
        if (!readHeader(header)) return false;
        header = "";
      } else {
        const { kind, bytes } = content;
        const part = chunk.subarray(start, start + leftBytes);
        start += part.length;
        leftBytes -= part.length;
        // The end of line behind the content finds no room any more.
        bytes?.set(part.subarray(0, bytes.length - readBytes), readBytes);
        readBytes += part.length;
        if (leftBytes > 0) continue;
        content = undefined;
        give(bytes === undefined ? { state: "too-large", kind } : { state: "read", kind, bytes });
      }
    }
    return true;
  };
}
