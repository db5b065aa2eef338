import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openLineFile } from "../edge/store/open-line-file.ts";
import type { RunEffects } from "../gate/effects.ts";
import { openProgress } from "./progress.ts";
import type { ProgressOut } from "./progress.ts";

export type RunHost = ProgressOut & {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where run records are written, and how messages call that folder. */
  readonly runsFolder: string;
  readonly stop: AbortSignal;
  /** Told of each secret before it is used, so that a log can hide it. */
  readonly onSecret?: (secret: string) => void;
};

/** What a run reaches the world with: models, records, clock, progress. */
export async function openRunEffects(host: RunHost): Promise<RunEffects> {
  const { env, runsFolder, stop, onSecret } = host;
  return {
    openModels: async (prices) => {
      const { openModels } = await import("../edge/model/open-model.ts");
      return openModels({
        secret: (name) => {
          const value = env[name];
          if (value !== undefined && value !== "") onSecret?.(value);
          return value;
        },
        prices,
        proxy: {
          ...text("httpsProxy", env["HTTPS_PROXY"] ?? env["https_proxy"]),
          ...text("httpProxy", env["HTTP_PROXY"] ?? env["http_proxy"]),
          ...text("noProxy", env["NO_PROXY"] ?? env["no_proxy"]),
        },
      });
    },
    openRecordFile: async (arm) => {
      const file = join(runsFolder, `${arm}.jsonl`);
      return { file, ...(await openLineFile(file)) };
    },
    progress: await openProgress(host),
    nowMs: () => performance.now(),
    sleep: async (ms, signal) => {
      await delay(ms, undefined, { signal }).catch(() => undefined);
    },
    startedAt: new Date().toISOString(),
    fence: randomUUID,
    stop,
  };
}

function text<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [key in K]?: string });
}
