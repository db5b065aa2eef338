import { posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { App } from "../experiment/app-call.ts";
import type { AppArm } from "../gate/effects.ts";
import { openCommandApp, openModuleApp } from "../edge/model/app/open-command-app.ts";
import { openHttpApp } from "../edge/model/app/http-app.ts";
import type { Proxy } from "../edge/model/send.ts";
import { runToEnd } from "../edge/model/app/spawn-process.ts";
import { ProblemError } from "../problem.ts";
import { appEnvironment, traceEnvironment } from "./app-environment.ts";
import { openArmFolder } from "./open-arm-folder.ts";
import type { Spans } from "./open-spans.ts";

/** What a process gives the apps of a run. */
export type AppHost = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the repository. */
  readonly root: string;
  /** One line that is worth keeping. */
  readonly note: (text: string) => void;
  readonly secret: (name: string) => string | undefined;
  readonly proxy?: Proxy;
  readonly stop: AbortSignal;
};

/** An app that answers, and what has to be done with it at the end. */
export type StartedApp = App & { readonly warnings?: () => readonly string[] };

// Beside `dist/chunks/` as it is beside `src/host/`.
const isBuilt = import.meta.url.endsWith(".js");
const runner = fileURLToPath(
  new URL(isBuilt ? "../module-runner.js" : "../module-runner.ts", import.meta.url),
);

/**
 * Starts the app of an arm: its own folder at its commit, its setup, its processes, each with an address of its own for its spans. Throws
 * a ProblemError where one of them fails.
 */
export async function startApp(
  { arm, spec, gateFile, sha }: AppArm,
  limits: { readonly env: readonly string[]; readonly secrets: readonly string[] },
  spans: Spans | undefined,
  host: AppHost,
): Promise<StartedApp> {
  const { secret } = host;
  const hidden = limits.secrets;
  const http = { secret, hidden, ...(host.proxy === undefined ? {} : { proxy: host.proxy }) };
  if (spec.type === "http" && spec.start === undefined) return openHttpApp({ spec, ...http });
  const env = appEnvironment(host.env, limits.env);
  const own = await openArmFolder({
    root: host.root,
    ...(sha === undefined ? {} : { sha }),
    gateFolder: posix.dirname(gateFile),
    ...(spec.setup === undefined ? {} : { setup: spec.setup }),
    slot: arm,
    env: host.env,
    run: runToEnd,
    signal: host.stop,
  });
  if (spec.setup !== undefined) host.note(setupLine(arm, own));
  const envOf = (process: string): Readonly<Record<string, string>> =>
    spans === undefined ? {} : traceEnvironment(spans.placeOf(arm, process), env);
  const { folder } = own;
  const whole = { ...env, ...own.env };
  try {
    const app = await (() => {
      if (spec.type === "http")
        return openHttpApp({ spec, folder, env: whole, envOf, ...http, signal: host.stop });
      const workers = spec.workers === undefined ? {} : { workers: spec.workers };
      const common = { folder, env: whole, envOf, hidden, signal: host.stop, ...workers };
      return spec.type === "command"
        ? openCommandApp({ argv: spec.command, ...common })
        : openModuleApp({ module: spec.module, runner, ...common });
    })();
    return {
      ...app,
      log: () => app.log().replaceAll(`${folder}${sep}`, ""),
      close: async () => {
        await app.close();
        await own.close();
      },
    };
  } catch (error) {
    await own.close();
    throw error instanceof ProblemError ? ofArm(arm, error) : error;
  }
}

function ofArm(arm: string, { problems }: ProblemError): ProblemError {
  return new ProblemError(
    problems.map((problem) => ({ ...problem, message: `the ${arm}: ${problem.message}` })),
  );
}

function setupLine(
  arm: string,
  { reused, setupMs }: { readonly reused: boolean; readonly setupMs: number },
): string {
  return reused
    ? `Setup of the ${arm}: as it was, its lockfiles are the same.`
    : `Setup of the ${arm}: ${(setupMs / 1000).toFixed(1)} s.`;
}
