import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an app answers: an expression of JavaScript in which `input` is the text, `number` that of its question, `request` the whole. */
export type Answer = string;

/** The answer of the support desk, wrong for questions up to a number. */
export function answerWrongUpTo(count: number): Answer {
  return `{ output: number <= ${count} ? "90 days" : "30 days" }`;
}

const read = `const { input } = request; const number = Number(/\\d+/.exec(input)?.[0] ?? 0);`;

/** A command that answers line after line; `start` is run before its first line. */
export function commandApp(answer: Answer, start = ""): string {
  return `import { createInterface } from "node:readline";
${start}
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  ${read}
  console.log(JSON.stringify({ id: request.id, ...(await (async () => (${answer}))()) }));
}
`;
}

export function moduleApp(answer: Answer, start = ""): string {
  return `${start}
export default async (request) => { ${read} return ${answer}; };
`;
}

/** A server that is up a moment after its start, and answers 503 at `/health` before. */
export function serverApp(answer: Answer, start = ""): string {
  return `import { createServer } from "node:http";
${start}
let isReady = false;
setTimeout(() => { isReady = true; }, 100);
createServer(async (incoming, outgoing) => {
  if (incoming.url === "/health") return outgoing.writeHead(isReady ? 200 : 503).end();
  let text = "";
  for await (const chunk of incoming) text += chunk;
  const request = { ...JSON.parse(text), headers: incoming.headers };
  ${read}
  outgoing.setHeader("content-type", "application/json").end(JSON.stringify(await (async () => (${answer}))()));
}).listen(Number(process.argv[2]), "127.0.0.1");
`;
}

/** Each kind of target that runs code, with the name of its only file and how that is written. */
export const apps = {
  command: {
    target: { type: "command", command: ["node", "app.mjs"], workers: 2 },
    write: commandApp,
  },
  module: { target: { type: "module", module: "app.mjs", workers: 2 }, write: moduleApp },
  http: {
    target: {
      type: "http",
      start: ["node", "app.mjs", "{{port}}"],
      ready: "/health",
      url: "http://127.0.0.1:{{port}}/chat",
    },
    write: serverApp,
  },
} as const;

export const exec = { allow: { exec: true } } as const;

type Line = {
  readonly type: string;
  readonly case: string;
  readonly trial: number;
  readonly status: string;
  readonly [key: string]: unknown;
};

/** The trials of a run record that are written to the end of their line. */
export function trialsOf(folder: string, record: string): readonly Line[] {
  const file = join(folder, record);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line)
    .filter(({ type }) => type === "trial");
}

/** Processes whose command line or folder holds a text, such as that of a test's folder. Linux alone knows them. */
export function processesOf(text: string): readonly string[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const env = readFileSync(`/proc/${pid}/environ`, "utf8");
        const state = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.[0];
        return state !== "Z" && (line.includes(text) || env.includes(text)) ? [`${pid} ${line}`] : [];
      } catch {
        return [];
      }
    });
}
