import { type GitObject, type Question, askCatFile } from "./cat-file.ts";
import { type Git, checkedId } from "./run-git.ts";

const keptLimitBytes = 16 * 1024 * 1024;
/** A larger one is a dataset, which its reader knows again by its content, or nothing that is asked for twice. */
const keptObjectBytes = 1024 * 1024;

/** At most `maxBytes` of an object are kept in memory. */
export type ReadObject = (oid: string, maxBytes: number) => Promise<GitObject>;

/**
 * Reads objects through one process, since a process costs more than all that is read from it. What is read stays in memory, up to
 * 16 MiB in all and 1 MiB each: two commits have most files in common.
 */
export function openObjects(git: Git, silenceLimitMs: number): ReadObject {
  const ask = openQuestions(git, silenceLimitMs);
  const kept = new Map<string, Promise<GitObject>>();
  let keptBytes = 0;
  const readAndKeep = async (oid: string, maxBytes: number): Promise<GitObject> => {
    const reading = ask(oid, maxBytes);
    kept.set(oid, reading);
    const object = await reading;
    const bytes = object.state === "read" ? object.bytes.length : Infinity;
    // One that is missing may be fetched later.
    if (bytes > keptObjectBytes || keptBytes + bytes > keptLimitBytes) kept.delete(oid);
    else keptBytes += bytes;
    return object;
  };
  return async (oid, maxBytes) => {
    const reading = kept.get(checkedId(oid));
    if (reading === undefined) return readAndKeep(oid, maxBytes);
    const object = await reading;
    if (object.state !== "read") return readAndKeep(oid, maxBytes);
    return object.bytes.length > maxBytes ? { state: "too-large", kind: object.kind } : object;
  };
}

/** A process that dies is started again. An object that it was asked for twice when it did is taken to be the reason. */
function openQuestions(git: Git, silenceLimitMs: number): ReadObject {
  let ask: ((question: Question) => void) | undefined;
  const hasFailed = new WeakSet<Question>();
  const onEnd = (unanswered: readonly Question[], isSilent: boolean): void => {
    ask = undefined;
    const [first] = unanswered;
    for (const question of unanswered) {
      if (isSilent || (question === first && hasFailed.has(question))) question.give({ state: "missing" });
      else put(question);
    }
    if (first !== undefined) hasFailed.add(first);
  };
  const put = (question: Question): void => {
    ask ??= askCatFile(git.catFile(), silenceLimitMs, onEnd);
    ask(question);
  };
  return (oid, maxBytes) => new Promise((give) => put({ oid, maxBytes, give }));
}
