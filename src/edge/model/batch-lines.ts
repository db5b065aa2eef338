/** As long as a reply that comes alone may be. */
export const longestLineBytes = 32 * 1024 * 1024;

const lineFeed = 10;

/**
 * The lines of a file that may be of any size, without the blank ones. One that is too long is left out and never held, so that memory
 * does not grow with it.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  longestBytes = longestLineBytes,
): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const hold = (bytes: Uint8Array): void => {
    heldBytes += bytes.length;
    if (heldBytes > longestBytes) held = [];
    else held.push(bytes);
  };
  const end = (): string => {
    const text = heldBytes > longestBytes ? "" : Buffer.concat(held).toString("utf8").trim();
    held = [];
    heldBytes = 0;
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, start)) {
      hold(chunk.subarray(start, at));
      start = at + 1;
      const line = end();
      if (line !== "") yield line;
    }
    hold(chunk.subarray(start));
  }
  const last = end();
  if (last !== "") yield last;
}
