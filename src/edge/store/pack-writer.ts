import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { mostPackBytes, packName } from "./pack-files.ts";

/** Where a text stands, or will. */
export type Appended = {
  /** Name of the pack. */
  readonly pack: string;
  readonly at: number;
  /** Resolves when the text is with the system, or was refused. */
  readonly isDone: Promise<void>;
};

/**
 * Appends to a pack of its own, which is made when there is something to write, and followed by another when it is full. Calls of the
 * system are synchronous, since for texts this small a thread costs more than the call; those of one turn of the event loop make one.
 */
export class PackWriter {
  readonly #folder: string;
  readonly #refuse: (error: unknown) => void;
  #lastStartMs: number;
  /** The pack, and its length with what waits. */
  #pack: { readonly name: string; sizeBytes: number } | undefined;
  /** Of the pack, once something is in it. */
  #handle: number | undefined;
  #waiting = "";
  #next: Promise<void> | undefined;
  #isRefused = false;

  /** Its packs start after `lastStartMs`, whatever the clock says. `refuse` is told once why the system takes nothing more. */
  constructor(folder: string, lastStartMs: number, refuse: (error: unknown) => void) {
    this.#folder = folder;
    this.#lastStartMs = lastStartMs;
    this.#refuse = refuse;
  }

  /** The system has taken something not or in part: what follows would stand behind a torn entry, and is not written. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Name of the pack that is being written. */
  get pack(): string | undefined {
    return this.#pack?.name;
  }

  append(text: string, textBytes: number): Appended {
    if (this.#pack !== undefined && this.#pack.sizeBytes + textBytes > mostPackBytes) this.end();
    const pack = (this.#pack ??= { name: this.#nextName(), sizeBytes: 0 });
    const at = pack.sizeBytes;
    pack.sizeBytes += textBytes;
    this.#waiting += text;
    this.#next ??= endOfTurn().then(() => this.flush());
    return { pack: pack.name, at, isDone: this.#next };
  }

  /** Writes what waits. */
  flush(): void {
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = "";
    this.#next = undefined;
    if (this.#pack === undefined || this.#isRefused) return;
    try {
      this.#handle ??= this.#create(this.#pack.name);
      for (let done = 0; done < bytes.length;) done += writeSync(this.#handle, bytes, done);
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Writes what waits, and leaves the pack as it is. */
  end(): void {
    this.flush();
    const handle = this.#handle;
    this.#handle = undefined;
    this.#pack = undefined;
    try {
      if (handle !== undefined) closeSync(handle);
    } catch (error) {
      // Some disks tell only here that they are full.
      this.#stop(error);
    }
  }

  #stop(error: unknown): void {
    this.#isRefused = true;
    this.#refuse(error);
  }

  #nextName(): string {
    this.#lastStartMs = Math.max(Date.now(), this.#lastStartMs + 1);
    return packName(this.#lastStartMs);
  }

  #create(name: string): number {
    mkdirSync(this.#folder, { recursive: true });
    keepOutOfGit(this.#folder);
    // A link in its place is refused, not followed.
    return openSync(join(this.#folder, name), "wx");
  }
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function keepOutOfGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there, or the repository ignores the folder itself.
  }
}
