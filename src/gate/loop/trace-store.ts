import type { Spill } from "../../traces/group-pieces.ts";

const heldLength = 4 * 1024 * 1024;

/** Texts that are written down and read back in any order: the first few MiB in memory, the others in a temporary file. */
export class TraceStore {
  readonly #openSpill: () => Promise<Spill>;
  readonly #heldLength: number;
  readonly #held: string[] = [];
  #length = 0;
  #spill: Spill | undefined;
  /** Where each of the others starts, and at the end the size of the file. */
  #starts = new Float64Array(1024);
  #size = 0;

  constructor(openSpill: () => Promise<Spill>, limit = heldLength) {
    this.#openSpill = openSpill;
    this.#heldLength = limit;
  }

  /** The number to read it back with. */
  async add(text: string): Promise<number> {
    if (this.#spill === undefined && this.#length + text.length <= this.#heldLength) {
      this.#length += text.length;
      return this.#held.push(text) - 1;
    }
    this.#spill ??= await this.#openSpill();
    const { start, bytes } = await this.#spill.write(text);
    if (this.#size + 2 > this.#starts.length) {
      const larger = new Float64Array(this.#starts.length * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts[this.#size] = start;
    this.#starts[this.#size + 1] = start + bytes;
    return this.#held.length + this.#size++;
  }

  async read(number: number): Promise<string> {
    const held = this.#held[number];
    if (held !== undefined) return held;
    const index = number - this.#held.length;
    const [start, end] = [this.#starts[index], this.#starts[index + 1]];
    if (this.#spill === undefined || start === undefined || end === undefined)
      throw new Error("there is no such text in the store");
    return Buffer.from(await this.#spill.read(start, end - start)).toString("utf8");
  }

  async close(): Promise<void> {
    await this.#spill?.close();
  }
}
