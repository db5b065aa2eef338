import { isCommon } from "./app-environment.ts";

/** What an app was given, for what it may lack. */
export type Given = {
  /** Names of our own environment. */
  readonly ours: ReadonlySet<string>;
  /** Names that the policy lets it see. */
  readonly listed: readonly string[];
  readonly hasSetup: boolean;
};

const variable = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/gu;
const noPackage =
  /ModuleNotFoundError|No module named|ERR_MODULE_NOT_FOUND|Cannot find (?:package|module)|LoadError/u;

/**
 * The reason of a failing app, and what to do where its folder or its environment, which are not those of the checkout, are the likely
 * cause: a variable that is set here and not listed, or packages that no setup installs.
 */
export function explainFailure(reason: string, { ours, listed, hasSetup }: Given): string {
  const hidden = (reason.match(variable) ?? []).find(
    (name) => ours.has(name) && !listed.includes(name) && !isCommon(name),
  );
  if (hidden !== undefined)
    return `${reason}; \`${hidden}\` is set, and the app does not see it until \`policy.allow.env\` lists it`;
  if (!hasSetup && noPackage.test(reason))
    return `${reason}; its folder has the files of the commit alone: install packages in \`setup\``;
  return reason;
}
