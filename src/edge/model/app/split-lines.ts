export type LineSplitter = {
  readonly add: (bytes: Buffer) => void;
  /** Nothing follows: what is left is a line too. */
  readonly end: () => void;
};

const newLine = 10;

/** Gives each line without its end, as bytes. One of more than `maxBytes` is told as soon as it is known to be, and passed over. */
export function splitLines(
  maxBytes: number,
  onLine: (line: Buffer) => void,
  onTooLong: (start: Buffer) => void,
): LineSplitter {
  let parts: Buffer[] = [];
  let length = 0;
  let isTooLong = false;
  const take = (part: Buffer): void => {
    if (isTooLong) return;
    parts.push(part);
    length += part.length;
    if (length <= maxBytes) return;
    isTooLong = true;
    const [start = part] = parts;
    parts = [];
    onTooLong(start);
  };
  const finish = (): void => {
    const [first] = parts;
    if (!isTooLong && first !== undefined) onLine(parts.length === 1 ? first : Buffer.concat(parts, length));
    [parts, length, isTooLong] = [[], 0, false];
  };
  return {
    add: (bytes) => {
      let start = 0;
      for (let end = bytes.indexOf(newLine); end !== -1; end = bytes.indexOf(newLine, start)) {
        take(bytes.subarray(start, end));
        finish();
        start = end + 1;
      }
      if (start < bytes.length) take(bytes.subarray(start));
    },
    end: finish,
  };
}
