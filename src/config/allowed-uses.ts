import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";
import type { Place, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import type { Config } from "./config.ts";
import { keyHeaders, modelDefaults } from "./model-defaults.ts";
import { overlayTarget } from "./overlay-target.ts";

/** What the gate file of the base branch lets a pull request's target call, and with which secrets. */
export type AllowedUses = {
  /** Names of environment variables by the origin that the base file sends them to. */
  readonly namesByOrigin: ReadonlyMap<string, ReadonlySet<string>>;
  /** `policy.allow.origins`. */
  readonly origins: ReadonlySet<string>;
  /** `policy.allow.env`. */
  readonly names: ReadonlySet<string>;
};

/** An address that is called, and the environment variables that are sent to it. */
type Use = { readonly origin: string; readonly names: readonly string[] };

/** Everything that a gate file calls: target, baseline, judges and their panels. The origin of OpenAI may always be called. */
export function usesOf(config: Config): AllowedUses {
  const target = config.target ?? {};
  const uses = [
    ...usesOfTarget(target),
    ...(config.baseline === undefined ? [] : usesOfTarget(overlayTarget(target, config.baseline))),
    ...(config.judge === undefined ? [] : usesOfJudge(config.judge)),
    ...config.scorers.flatMap((scorer) =>
      scorer.type === "judge" || scorer.type === "pairwise"
        ? usesOfJudge(judgeOf(scorer.options, config.judge ?? {}))
        : [],
    ),
  ];
  const namesByOrigin = new Map([[originOf(modelDefaults.base_url), new Set<string>()]]);
  for (const { origin, names } of uses)
    namesByOrigin.set(origin, new Set([...(namesByOrigin.get(origin) ?? []), ...names]));
  const { env, origins } = config.policy.allow;
  return { namesByOrigin, names: new Set(env), origins: new Set(origins.map(originOf)) };
}

/**
 * What a target may not use. An origin is allowed that the base file calls or lists. A secret is allowed that the base file uses or
 * lists, and it goes where the base file sends it: listing an origin does not hand it the key of another one, while a listed name may
 * go to any allowed origin, since its owner has already given it to whatever a pull request does. The target to check is the one that
 * is called, so a baseline that was laid over a pull request's target is checked too.
 */
export function checkUses(
  target: JsonObject,
  place: Place,
  { namesByOrigin, origins, names }: AllowedUses,
): readonly Problem[] {
  const usedNames = new Set([...namesByOrigin.values()].flatMap((each) => [...each]));
  return usesOfTarget(target).flatMap(({ origin, names: sent }) => {
    const isKnownOrigin = namesByOrigin.has(origin) || origins.has(origin);
    const refusedNames = sent.filter((name) => !usedNames.has(name) && !names.has(name));
    const movedNames = sent.filter(
      (name) => usedNames.has(name) && !names.has(name) && namesByOrigin.get(origin)?.has(name) !== true,
    );
    return [
      ...(isKnownOrigin ? [] : [originProblem(origin, place)]),
      ...refusedNames.map((name) => nameProblem(name, place)),
      ...(isKnownOrigin ? movedNames : []).map((name) => {
        const usual = [...namesByOrigin].flatMap(([each, sentThere]) => (sentThere.has(name) ? [each] : []));
        return movedProblem({ name, origin, usual }, place);
      }),
    ];
  });
}

function originProblem(origin: string, place: Place): Problem {
  const isOpen = origin.includes("${");
  return {
    code: "origin-not-allowed",
    ...place,
    message: `the target calls ${quoteValue(origin)}, which the gate file of the base branch does not.`,
    fix: isOpen
      ? "Such an address is known at run time only, so the base branch has to use the same text first."
      : "List it in `policy.allow.origins` on the base branch first.",
  };
}

function nameProblem(name: string, place: Place): Problem {
  return {
    code: "secret-not-allowed",
    ...place,
    message: `the target uses the environment variable \`${name}\`, which the gate file of the base branch does not.`,
    fix: "List it in `policy.allow.env` on the base branch first.",
  };
}

function movedProblem(
  {
    name,
    origin,
    usual,
  }: { readonly name: string; readonly origin: string; readonly usual: readonly string[] },
  place: Place,
): Problem {
  const where = usual.map((each) => quoteValue(each)).join(", ");
  return {
    code: "secret-not-allowed",
    ...place,
    message: `the target sends \`${name}\` to ${quoteValue(origin)}; the gate file of the base branch sends it to ${where} only.`,
    fix: `Name the key of that address in \`api_key_env\`, or list \`${name}\` in \`policy.allow.env\` on the base branch first.`,
  };
}

function usesOfTarget(target: JsonObject): readonly Use[] {
  const { type } = target;
  if (type === "openai") return [modelUse(target)];
  return type === "http" && typeof target["url"] === "string"
    ? [useOf(target["url"], headerTexts(target))]
    : [];
}

/** A panel's members are judges with the defaults of the judge around them. */
function usesOfJudge({ panel, ...judge }: JsonObject): readonly Use[] {
  const members = Array.isArray(panel) ? (panel as readonly Json[]).filter(isJsonObject) : [];
  return members.length === 0
    ? [modelUse(judge)]
    : members.map((member) => modelUse({ ...judge, ...member }));
}

/** The scorer's own keys over the defaults; one that names its model has no panel by default. */
function judgeOf(options: JsonObject, { panel, ...defaults }: JsonObject): JsonObject {
  const inherited = panel === undefined || options["model"] !== undefined ? {} : { panel };
  return { ...defaults, ...inherited, ...options };
}

function modelUse(model: JsonObject): Use {
  const { base_url: url, api_key_env: key, headers } = model;
  const { origin, names } = useOf(typeof url === "string" ? url : modelDefaults.base_url, headerTexts(model));
  const isKeySent =
    isJsonObject(headers) && Object.keys(headers).some((name) => keyHeaders.has(name.toLowerCase()));
  const keyName = typeof key === "string" ? key : modelDefaults.api_key_env;
  return { origin, names: isKeySent ? names : [...new Set([keyName, ...names])] };
}

function useOf(url: string, headers: readonly string[]): Use {
  const names = [url, ...headers].flatMap((text) =>
    Array.from(text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g), ([, name = ""]) => name),
  );
  return { origin: originOf(url), names: [...new Set(names)] };
}

function headerTexts({ headers }: JsonObject): readonly string[] {
  return isJsonObject(headers) ? Object.values(headers).filter((text) => typeof text === "string") : [];
}

/**
 * Scheme, host and port as a client resolves them: lower case, punycode, no default port. An address whose host is not in the text
 * (`${NAME}`, `{{port}}`), or that is no URL, or carries a user, is its own whole text: equal only to the same text.
 */
function originOf(text: string): string {
  const [known = ""] = text.split(/\$\{|\{\{/, 1);
  if (known !== text && !/^https?:\/\/[^/?#\\]+[/?#\\]/i.test(known)) return text;
  const url = URL.canParse(known) ? new URL(known) : undefined;
  return url === undefined || url.origin === "null" || url.username !== "" || url.password !== ""
    ? text
    : url.origin;
}
