import { resolve } from "node:path";
import { openPrices } from "../../edge/model/prices.ts";
import { openListening } from "../../host/open-collect-listen.ts";
import { ProblemError } from "../../problem.ts";
import type { Exit, Io } from "../io.ts";
import { tellCollected } from "../tell-collected.ts";
import type { CollectOptions } from "./collect.ts";

type ListenOptions = CollectOptions & { readonly listen: number };

/** `collect --listen PORT`: traces as OpenTelemetry and Langfuse SDKs send them, until Ctrl-C or for a time. */
export async function listen(files: readonly string[], options: ListenOptions, io: Io): Promise<Exit> {
  const { listen: port, for: seconds, idle, since, out, json } = options;
  if (files.length > 0 || options.from !== undefined)
    throw new ProblemError([
      {
        code: "wrong-flags",
        message: `\`--listen\` receives traces, and ${files.length > 0 ? "files are named too" : "`--from` is given too"}.`,
        fix: "Use one of them; files of two runs can be joined.",
      },
    ]);
  const { priceOf } = await openPrices({}, new Date());
  const stop =
    seconds === undefined
      ? io.stopSignal()
      : AbortSignal.any([io.stopSignal(), AbortSignal.timeout(seconds * 1000)]);
  const onLine = (line: string): void => {
    if (!json) io.stdout(line);
  };
  const listening = await openListening({
    port,
    stop,
    priceOf,
    quietMs: idle * 1000,
    ...(since === undefined ? {} : { sinceMs: since.ms }),
    ...(out === undefined ? { onLine } : { out: resolve(io.workingDir, out) }),
  });
  io.stderr(
    `Listening on ${listening.url} for OTLP over HTTP, until ${seconds === undefined ? "Ctrl-C" : `${seconds} s are over, or Ctrl-C`}.\n` +
      `  OTEL_EXPORTER_OTLP_ENDPOINT=${listening.url}\n  LANGFUSE_BASE_URL=${listening.url}\n`,
  );
  tellCollected(await listening.untilStopped(), options, io);
  return 0;
}
