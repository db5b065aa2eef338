import type { AppRequest, AppSpec } from "../experiment/app-call.ts";
import type { Case } from "../experiment/case.ts";
import type { Parsed } from "../problem.ts";
import type { Said } from "./said.ts";

/** An app: code of the repository that is started at each arm's commit, or a server that runs elsewhere. */
export type AppTarget = {
  readonly type: "command" | "module" | "http";
  /** Equal fingerprints are one app. */
  readonly fingerprint: string;
  readonly spec: AppSpec;
  /** It is not started by us, so nobody knows whether it is what it was: two arms may not share it, and nothing is kept of it. */
  readonly isRemote: boolean;
  /** Where it is called, as written; absent where it is not behind a URL. */
  readonly url?: string;
  /** What a turn of a case asks, or what keeps it from being asked, at the case's place. */
  readonly request: (one: Case, said?: Said) => Parsed<AppRequest>;
};
