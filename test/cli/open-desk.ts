import { afterAll } from "vitest";
import { gitRepository } from "../git-repository.ts";
import type { Contents, GitRepository } from "../git-repository.ts";
import { startModelServer } from "../stand-ins/model-server.ts";
import type { ModelServer } from "../stand-ins/model-server.ts";
import { runWith } from "./run-here.ts";
import type { Ran } from "./run-here.ts";

const key = "sk-desk-0123456789abcdef";

export type Desk = {
  readonly repository: GitRepository;
  readonly models: ModelServer;
  /** The commit of main. */
  readonly base: string;
  readonly gate: (extra?: Readonly<Record<string, unknown>>) => string;
  /** Writes files into the working tree without a commit, over what a test before has left there. */
  readonly edit: (files: Contents) => void;
  /** A command line in the repository, with the key in the environment. */
  readonly run: (...args: readonly string[]) => Promise<Ran>;
};

/** `count` questions of the support desk, and more rows as they are. */
export function rows(count: number, extra: readonly object[] = []): string {
  const plain = Array.from({ length: count }, (_, index) => ({
    id: `refund-${index + 1}`,
    input: `Question ${index + 1}: may I return it?`,
    expected: "30 days",
  }));
  return [...plain, ...extra].map((row) => `${JSON.stringify(row)}\n`).join("");
}

/**
 * A repository with a gate on main, and a model that answers well, but for questions up to N where the prompt says "wrong up to N".
 * There is no `origin`.
 */
export async function openDesk(files: Contents = {}): Promise<Desk> {
  const models = await startModelServer({
    keys: [key],
    batch: {},
    answer: ({ system, user }) => {
      const number = Number(/Question (\d+)/.exec(user)?.[1] ?? 0);
      return { text: number <= Number(/wrong up to (\d+)/.exec(system)?.[1] ?? 0) ? "90 days" : "30 days" };
    },
  });
  afterAll(() => models.close());
  const gate: Desk["gate"] = (extra = {}) =>
    JSON.stringify({
      version: 1,
      gate: "support-bot",
      datasets: ["datasets/*.jsonl"],
      target: { type: "openai", model: "gpt-5-mini", base_url: models.baseUrl, prompt: "prompts/support.md" },
      ...extra,
    });
  const repository = gitRepository();
  const base = repository.commit({
    ".gitignore": "llm-o11y-out/\n",
    "llm-o11y.yml": gate(),
    "prompts/support.md": "You answer for the support desk.\n",
    "datasets/refunds.jsonl": rows(60),
    ...files,
  });
  return {
    repository,
    models,
    base,
    gate,
    edit: (changes) => {
      repository.git("checkout", "-q", "--", ".");
      repository.git("clean", "-qfd");
      repository.write(changes);
    },
    run: (...args) => runWith({ OPENAI_API_KEY: key }, repository.folder, ...args),
  };
}
