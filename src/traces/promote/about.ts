import { textHash } from "../../experiment/content-hash.ts";
import { failureModes } from "../../experiment/outcome.ts";
import type { NormalTrace } from "../normal-trace.ts";

const knownMode = new RegExp(`^(?:${failureModes.join("|")})(?:/[A-Za-z0-9._-]{1,64})?$`);
const bareFingerprint = /^[A-Za-z0-9._:-]{1,80}$/;

/** The failure mode; one that is none of the contract's is `other`. Absent where nothing was detected. */
export function failureOf({ detected }: NormalTrace): string | undefined {
  if (detected === undefined) return undefined;
  return knownMode.test(detected.failure) ? detected.failure : "other";
}

/** What groups the same failure, as `detect` writes it; anything else is hashed, since it is shown before it could be redacted. */
export function fingerprintOf({ detected }: NormalTrace): string | undefined {
  if (detected === undefined || detected.fingerprint === "") return undefined;
  const { fingerprint } = detected;
  return bareFingerprint.test(fingerprint) ? fingerprint : textHash(fingerprint).slice(0, 23);
}
