import type { Prompt } from "./open-prompt.ts";

/** What a command may reach of the process: passed in, so that every command runs in a test as it runs for a user. */
export type Io = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly workingDir: string;
  /** UTC date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** stderr is a terminal, which a progress bar needs. */
  readonly isErrorTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts at the first Ctrl-C or SIGTERM from the call on, instead of ending the process; the second ends it. */
  readonly stopSignal: () => AbortSignal;
  /** Asks the person at the terminal; absent where there is none. */
  readonly openPrompt?: () => Promise<Prompt>;
};

/** The exit codes of the contract. */
export type Exit = 0 | 1 | 2 | 3;
