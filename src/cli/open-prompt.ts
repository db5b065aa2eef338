import { createInterface } from "node:readline";

/** Asks a person at a terminal, a line at a time. Ctrl-C and the end of the input are the end of the answers, not of the process. */
export type Prompt = {
  readonly ask: (words: string) => Promise<string | undefined>;
  readonly close: () => void;
};

export function openPrompt(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Prompt {
  const lines = createInterface({ input, output, historySize: 0 });
  let isOpen = true;
  let answer: ((line: string | undefined) => void) | undefined;
  // Typed, or pasted, before it was asked for.
  const early: string[] = [];
  const give = (line: string | undefined): void => {
    const waiting = answer;
    answer = undefined;
    waiting?.(line);
  };
  lines.on("line", (line) => {
    if (answer === undefined) early.push(line);
    else give(line);
  });
  lines.on("SIGINT", () => {
    output.write("\n");
    lines.close();
  });
  lines.on("close", () => {
    isOpen = false;
    give(undefined);
  });
  return {
    ask: (words) =>
      new Promise((resolve) => {
        const line = early.shift();
        if (line !== undefined || !isOpen) {
          resolve(line);
          return;
        }
        answer = resolve;
        lines.setPrompt(words);
        lines.prompt();
      }),
    close: () => lines.close(),
  };
}
