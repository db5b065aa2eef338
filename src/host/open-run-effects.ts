import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Proxy } from "../edge/model/send.ts";
import { isThere } from "../edge/store/find-repository.ts";
import { openRecordFile } from "../edge/store/open-record-file.ts";
import type { EarlierRun, RecordFile, RunEffects } from "../gate/effects.ts";
import { batchesName, recordName } from "../gate/plan/shard.ts";
import type { Shard } from "../gate/plan/shard.ts";
import type { Problem } from "../problem.ts";
import { shorten } from "./open-effects.ts";
import { openProgress } from "./progress.ts";
import type { ProgressOut } from "./progress.ts";

export type RunHost = ProgressOut & {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  /** Where run records are written: a folder, in which each arm has its file, or one `.jsonl` file for one arm. */
  readonly runs: string;
  /** The part of a run that this process does; its records are named by it. */
  readonly shard?: Shard;
  /** Default: `fresh`. */
  readonly earlierRun?: EarlierRun;
  /** Whether a file is part of a commit. */
  readonly isCommitted?: (file: string) => Promise<boolean>;
  readonly stop: AbortSignal;
  /** Told of each secret before it is used, so that a log can hide it. */
  readonly onSecret?: (secret: string) => void;
};

/** Apps of the repository at `root`, see `openApps`. */
export function appsOf(
  root: string,
  host: Pick<RunHost, "env" | "stop" | "onSecret">,
  { progress }: Pick<RunEffects, "progress">,
): NonNullable<RunEffects["openApps"]> {
  return async (arms, limits) => {
    // Loaded where a target is an app: a gate on a model has no use for it.
    const { openApps } = await import("./open-apps.ts");
    const { env, stop } = host;
    return openApps(arms, limits, {
      root,
      env,
      stop,
      note: progress.note,
      secret: secretsOf(host),
      proxy: proxyOf(env),
    });
  };
}

function secretsOf({ env, onSecret }: Pick<RunHost, "env" | "onSecret">) {
  return (name: string): string | undefined => {
    const value = env[name];
    if (value !== undefined && value !== "") onSecret?.(value);
    return value;
  };
}

function proxyOf(env: RunHost["env"]): Proxy {
  return {
    ...text("httpsProxy", env["HTTPS_PROXY"] ?? env["https_proxy"]),
    ...text("httpProxy", env["HTTP_PROXY"] ?? env["http_proxy"]),
    ...text("noProxy", env["NO_PROXY"] ?? env["no_proxy"]),
  };
}

/** What a run reaches the world with: models, records, clock, progress. */
export async function openRunEffects(host: RunHost): Promise<RunEffects> {
  const { env, runs, shard, stop } = host;
  const started = new Date();
  // Asked for at once, since there is time to load it while git answers.
  const modelEdge = import("../edge/model/open-model.ts");
  modelEdge.then(({ loadPrices }) => loadPrices()).catch(() => undefined);
  const openFile = async (path: string): Promise<RecordFile> => {
    const { earlier, start } = await openRecordFile(path);
    const isCommitted = earlier !== undefined && (await host.isCommitted?.(path)) !== false;
    const file = shorten(path, host.workingDir);
    return {
      file,
      ...(earlier === undefined ? {} : { earlier: { ...earlier, isCommitted } }),
      start: async (plan, lines) => ({ file, ...(await start(plan, lines)) }),
    };
  };
  return {
    openModels: async (prices) => {
      const { openModels } = await modelEdge;
      return openModels({ secret: secretsOf(host), prices, proxy: proxyOf(env) });
    },
    openRecordFile: (arm) => openFile(runs.endsWith(".jsonl") ? runs : join(runs, recordName(arm, shard))),
    openBatchFile: (arms) =>
      openFile(
        runs.endsWith(".jsonl") ? runs.replace(/jsonl$/, "batches") : join(runs, batchesName(arms, shard)),
      ),
    earlierRun: host.earlierRun ?? "fresh",
    progress: await openProgress(host),
    nowMs: () => performance.now(),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, { signal }).catch(() => undefined);
    },
    warnings: await ignored(host),
    startedAt: started.toISOString(),
    startedAtMs: started.getTime(),
    fence: randomUUID,
    stop,
  };
}

/** Contract, section 1: the address and the key of a model are those that the gate file names, and come from the environment itself. */
async function ignored({ env, workingDir }: RunHost): Promise<readonly Problem[]> {
  const hasDotenv = await isThere(join(workingDir, ".env"));
  return [
    ...((env["OPENAI_BASE_URL"] ?? "") === ""
      ? []
      : [
          {
            code: "environment-ignored",
            message: "`OPENAI_BASE_URL` is set, and is not used.",
            fix: "Write `base_url` in the gate file, or unset it.",
          },
        ]),
    ...(hasDotenv
      ? [
          {
            code: "environment-ignored",
            file: ".env",
            message: "this file is not read.",
            fix: "Set its variables in the environment.",
          },
        ]
      : []),
  ];
}

function text<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [key in K]?: string });
}
