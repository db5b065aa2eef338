import { withAttachments } from "../../dataset/attached-case.ts";
import type { Case } from "../../experiment/case.ts";
import { filePartsOf } from "../../experiment/content-parts.ts";
import type { Attachment, FilePart } from "../../experiment/content-parts.ts";
import type { ArmName } from "../../experiment/trial.ts";
import { ProblemError } from "../../problem.ts";
import type { Problem } from "../../problem.ts";
import type { Files } from "../../tree/tree.ts";
import { besideFile } from "../paths.ts";
import { isInShard } from "../plan/shard-cases.ts";
import type { Shard } from "../plan/shard.ts";
import { atCase, readAttachedBytes } from "./content-ids.ts";
import { tellMediaType } from "./media-type.ts";
import type { PreparedRun } from "./prepare-run.ts";

/** Of all cases of a run: they stay in memory until it ends. */
const mostBytes = 256 * 1024 * 1024;
const mostProblems = 50;

/**
 * The run with the images and files of the cases that are asked, each read once: of an added case at the candidate, of the others
 * where their rows are from. Nothing is read where no arm is asked. Throws a ProblemError with every file that cannot be sent.
 */
export async function loadAttachments(
  prepared: PreparedRun,
  armNames: readonly ArmName[],
  shard?: Shard,
): Promise<PreparedRun> {
  const { arms, cases, change, loaded } = prepared;
  const { seed } = loaded.policy.config.execution;
  const isAsked = armNames.some((name) => arms[name] !== undefined && arms[name].replayed === undefined);
  if (!isAsked) return prepared;
  const added = new Set(change.added);
  const read = new ReadAttachments();
  const whole: Case[] = [];
  for (const one of cases) {
    const parts = shard === undefined || isInShard(one.id, shard, seed) ? filePartsOf(one.input) : [];
    const source = added.has(one.id) ? loaded.headSource.files : loaded.policySource.files;
    whole.push(parts.length === 0 ? one : await read.of(one, parts, source));
  }
  read.throwProblems();
  return { ...prepared, cases: whole };
}

class ReadAttachments {
  readonly #byFile = new Map<Files, Map<string, Attachment>>();
  readonly #problems: Problem[] = [];
  #bytes = 0;

  async of(one: Case, parts: readonly FilePart[], source: Files): Promise<Case> {
    const attachments = new Map<string, Attachment>();
    for (const { type, path } of parts) {
      if (this.#problems.length >= mostProblems) break;
      const told = await atCase(
        one.place,
        path,
        this.#read(besideFile(one.place.file ?? "", path), type, source),
      );
      if (told.ok) attachments.set(path, told.value);
      else this.#problems.push(...told.problems);
    }
    return withAttachments(one, attachments);
  }

  throwProblems(): void {
    const problems = this.#bytes > mostBytes ? [...this.#problems, tooMuch] : this.#problems;
    if (problems.length > 0) throw new ProblemError(problems);
  }

  async #read(path: string, type: FilePart["type"], source: Files): Promise<Attachment> {
    const known = this.#byFile.get(source) ?? new Map<string, Attachment>();
    this.#byFile.set(source, known);
    const attachment = known.get(path) ?? (await this.#readNew(path, source));
    known.set(path, attachment);
    if (type === "image" && !attachment.mediaType.startsWith("image/")) throw new ProblemError([notAnImage]);
    return attachment;
  }

  async #readNew(path: string, source: Files): Promise<Attachment> {
    const bytes = await readAttachedBytes(path, source);
    this.#bytes += bytes.length;
    const mediaType = tellMediaType(bytes);
    if (mediaType === "git-lfs") throw new ProblemError([lfsPointer]);
    // Past the cap it is only seen whether the rest could be sent.
    return { mediaType, bytes: this.#bytes > mostBytes ? new Uint8Array() : bytes };
  }
}

const notAnImage: Problem = {
  code: "attachment-type",
  message: "by its bytes it is no PNG, JPEG, GIF or WebP.",
  fix: "Convert it, or write `type: file`.",
};

const lfsPointer: Problem = {
  code: "git-lfs-pointer",
  message: "the file is a Git LFS pointer: its content is not in the commit.",
  fix: "Commit the file itself, without LFS.",
};

const tooMuch: Problem = {
  code: "attachments-too-large",
  message: "the images and files of the cases that run are larger than 256 MiB together.",
  fix: "Make them smaller, take fewer cases with `select`, or run shards.",
};
