import { openPool, type PoolOptions, type WorkerApp } from "./worker-pool.ts";

export type CommandAppOptions = Omit<PoolOptions, "name" | "canCancel">;

/** A command that answers lines with lines. Throws a ProblemError where it cannot be started. */
export function openCommandApp(options: CommandAppOptions): Promise<WorkerApp> {
  return openPool({ ...options, name: "the command", canCancel: false });
}

export type ModuleAppOptions = Omit<CommandAppOptions, "argv"> & {
  /** Path of the ES module, relative to the folder. */
  readonly module: string;
  /** Path of the built `src/module-runner.ts`. */
  readonly runner: string;
};

/** The default export of an ES module, in processes of our own Node. A module that cannot be imported answers each request with why. */
export function openModuleApp({ module, runner, ...options }: ModuleAppOptions): Promise<WorkerApp> {
  return openPool({
    ...options,
    argv: [process.execPath, runner, module],
    name: "the module",
    canCancel: true,
  });
}
