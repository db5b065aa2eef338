import { afterEach } from "vitest";
import type { App, AppRequest, AppTurn } from "../../../../src/experiment/app-call.ts";
import type { ModelReply } from "../../../../src/experiment/model-call.ts";
import { openCommandApp, type CommandAppOptions } from "../../../../src/edge/model/app/open-command-app.ts";
import { tempFolder } from "../../../temp-folder.ts";

export const environment = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };

const open = new Set<App>();
afterEach(async () => {
  for (const app of open) await app.close();
  open.clear();
});

/** Closed after the test. */
export async function closedAfter<T extends App>(opening: Promise<T>): Promise<T> {
  const app = await opening;
  open.add(app);
  return app;
}

/** A Node program as a command: `answer(request)` and `say(object)` are there, and `onLine` is what it does with each line. */
export function nodeApp(
  onLine: string,
  options: Partial<CommandAppOptions> & { readonly before?: string } = {},
) {
  const { before = "", ...rest } = options;
  const folder = tempFolder({
    "app.mjs": `
      import { createInterface } from "node:readline";
      const say = (value) => process.stdout.write((typeof value === "string" ? value : JSON.stringify(value)) + "\\n");
      let count = 0;
      ${before}
      createInterface({ input: process.stdin }).on("line", async (line) => {
        const request = JSON.parse(line);
        const { id, input } = request;
        count++;
        ${onLine}
      });`,
  });
  return closedAfter(
    openCommandApp({ argv: [process.execPath, "app.mjs"], folder, env: environment, workers: 1, ...rest }),
  );
}

export type Asked = Partial<AppRequest> & {
  readonly turn?: Partial<AppTurn>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export function ask(
  app: App,
  { turn, timeoutMs = 60_000, signal, ...request }: Asked = {},
): Promise<ModelReply> {
  return app.ask(
    { app: "desk", input: "May I return the pan?", ...request },
    { trial: 0, session: "refund-1/0", traceparent: "00-00-00-01", ...turn },
    { timeoutMs, signal: signal ?? new AbortController().signal },
  );
}

/** Output of an answer, or what came instead. */
export async function outputOf(reply: Promise<ModelReply>): Promise<unknown> {
  const settled = await reply;
  return settled.status === "ok" ? settled.output : `${settled.status}: ${settled.reason}`;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until it holds; a test that waits for ever has failed. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
