import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../../src/experiment/json.ts";
import { openRedactor } from "../../src/traces/redact/open-redactor.ts";
import { openScope } from "../../src/traces/redact/placeholders.ts";
import { places, secrets, squash } from "./redact-corpus.ts";

const redactor = openRedactor({ patterns: { CUSTOMER: "C-[0-9]{6}" }, keep: [] });

function redact(value: Json): string {
  return JSON.stringify(redactor.redact(value, openScope()).value);
}

it.each(places)("leaves no secret in $name", ({ plant }) => {
  fc.assert(
    fc.property(secrets, ({ text, core, label }) => {
      const redacted = redact(plant(text));
      expect(squash(redacted), `${text} of ${JSON.stringify(plant(text))}: ${redacted}`).not.toContain(core);
      expect(redacted, text).toContain(`[${label}_`);
    }),
    { numRuns: 60, seed: 7 },
  );
});
