import { randomBytes, randomUUID } from "node:crypto";
import type { AppRequest } from "../experiment/app-call.ts";
import type { ModelReply } from "../experiment/model-call.ts";
import type { ArmName } from "../experiment/trial.ts";
import type { AppArm, AppLimits, Apps, Asker } from "../gate/effects.ts";
import type { Problem } from "../problem.ts";
import { hideSecrets } from "../edge/model/hide-secrets.ts";
import { withTrace } from "../traces/with-trace.ts";
import { explainFailure } from "./explain-failure.ts";
import { openSpans } from "./open-spans.ts";
import type { Spans } from "./open-spans.ts";
import { startApp } from "./start-app.ts";
import type { AppHost, StartedApp } from "./start-app.ts";

/** How much of what an app printed is shown at the end. */
const shownLines = 10;

type Opened = { readonly arm: AppArm; readonly app: StartedApp };

/**
 * The apps of a run, each in its own folder at its own commit. One is started when it is first needed, with the receiver of its spans
 * beside it; what its spans tell is in its replies.
 */
export async function openApps(arms: readonly AppArm[], limits: AppLimits, host: AppHost): Promise<Apps> {
  const { checkHttp } = await import("../edge/model/app/http-app.ts");
  const { openPrices } = await import("../edge/model/prices.ts");
  const { withoutSecrets } = await import("../edge/model/reply-of-answer.ts");
  const prices = openPrices(limits.prices, new Date());
  const secrets = limits.env.flatMap((name) => secretsIn(name, host.secret(name) ?? ""));
  const run = randomUUID();
  let receiving: Promise<Spans> | undefined;
  const opening = new Map<ArmName, Promise<Opened>>();
  // Where one arm cannot be started, nobody waits for the setup or the server of the other.
  const closing = new AbortController();
  const stop = AbortSignal.any([host.stop, closing.signal]);

  const open = (arm: AppArm): Promise<Opened> => {
    const known = opening.get(arm.arm);
    if (known !== undefined) return known;
    const started = (async () => {
      const spans = isOurs(arm) ? await (receiving ??= openSpans()) : undefined;
      return { arm, app: await startApp(arm, { env: limits.env, secrets }, spans, { ...host, stop }) };
    })();
    // It is awaited by whoever asks, and by `close`.
    started.catch(() => undefined);
    opening.set(arm.arm, started);
    return started;
  };

  const ask = async (request: AppRequest, asker: Asker, time: AskLimits): Promise<ModelReply> => {
    const arm = arms.find(({ spec }) => spec.fingerprint === request.app);
    if (arm === undefined) throw new Error(`no arm has the app ${request.app}`);
    const { app } = await open(arm);
    const spans = await receiving;
    const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
    const turn = {
      trial: asker.trial,
      session: `${run}/${asker.name}`,
      traceparent: `00-${traceId}-${spanId}-01`,
      ...(spans === undefined || !isOurs(arm)
        ? {}
        : {
            onSent: (process: string) =>
              spans.begin({ traceId, spanId, arm: arm.arm, process, isSerial: arm.spec.type !== "http" }),
          }),
    };
    const reply = await within(time, (signal) =>
      app.ask(request, turn, { timeoutMs: time.timeoutMs, signal }),
    );
    if (reply.status !== "ok") {
      spans?.forget(traceId);
      const failed = reply.status === "app_error" ? { ...reply, hasUnknownCost: true as const } : reply;
      return withoutSecrets(explained(failed, arm), secrets);
    }
    const trace = await spans?.settle(traceId, time.signal);
    return withoutSecrets({ ...withTrace(reply, trace, (await prices).priceOf), traceId }, secrets);
  };

  const ours = new Set(Object.keys(host.env));
  const explained = (failed: Failed, { spec }: AppArm): Failed => {
    const given = { ours, listed: limits.env, hasSetup: spec.setup !== undefined };
    return isOurs({ spec }) && failed.status === "app_error"
      ? { ...failed, reason: explainFailure(failed.reason, given) }
      : failed;
  };

  return {
    check: (request) => checkHttp(request, host.secret, host.proxy),
    open: async (names) => {
      await Promise.all(arms.filter(({ arm }) => names.includes(arm)).map(open));
    },
    ask,
    close: async () => {
      closing.abort();
      const warnings: Problem[] = [];
      for (const result of await Promise.allSettled(opening.values())) {
        if (result.status === "rejected") continue;
        const { arm, app } = result.value;
        await app.close();
        for (const line of lastLines(app.log())) host.note(`${arm.arm} | ${hideSecrets(line, secrets)}`);
        for (const warning of app.warnings?.() ?? [])
          warnings.push({
            code: "app-warning",
            message: `the ${arm.arm}: ${hideSecrets(warning, secrets)}.`,
          });
      }
      const spans = await receiving?.catch(() => undefined);
      warnings.push(...((await spans?.close()) ?? []));
      return warnings;
    },
  };
}

type Failed = Exclude<ModelReply, { readonly status: "ok" }>;

type AskLimits = Parameters<Apps["ask"]>[2];

/**
 * What must not be shown of a variable that an app may see: the value where its name says so, and the password of an address, as it is
 * written and as it is meant. Another value, such as `production`, is a word that answers may hold.
 */
function secretsIn(name: string, value: string): readonly string[] {
  const named = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|COOKIE|DSN/iu.test(name) ? [value] : [];
  const password = URL.canParse(value) ? new URL(value).password : "";
  return [...named, password, unescaped(password)].filter((secret) => secret !== "");
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether its processes are ours, so that they are told where to send their spans. */
function isOurs({ spec }: Pick<AppArm, "spec">): boolean {
  return spec.type !== "http" || spec.start !== undefined;
}

/** Aborts what is out when the run is over, and leaves no timer behind. */
async function within<T>(
  { remainingMs, signal }: AskLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const abort = (): void => over.abort();
  const timer = setTimeout(abort, Math.min(remainingMs, 2 ** 31 - 1));
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

function lastLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== "")
    .slice(-shownLines);
}
