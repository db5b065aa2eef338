import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { usesOf } from "../../src/config/allowed-uses.ts";
import { targetShapes } from "../../src/config/schema/target.ts";
import { codeOf, prepareTarget, targetFiles } from "../../src/target/prepare-target.ts";
import { configOf, minimalGate } from "../config/example-gate.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "targets.md"), "utf8");
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = ""]) => yaml);
const textByEnding = { md: "Be kind.", json: '[{"type":"function","name":"look_up"}]' };

it.each(examples)("the example in docs/targets.md is a valid gate file: %s", (yaml) => {
  const config = configOf(minimalGate + yaml);
  expect(usesOf(config).namesByOrigin.size).toBeGreaterThan(0);
  const { target } = config;
  if (target === undefined) return;
  const files = new Map(
    targetFiles(target).map((path) => {
      if (path.startsWith("schemas/")) return [path, "{}"];
      return [path, path.endsWith(".json") ? textByEnding.json : textByEnding.md];
    }),
  );
  const code = codeOf(target) === undefined ? {} : { code: "sha256:0" };
  const given = { raw: target, files, place: { file: "llm-o11y.yml" }, ...code };
  expect(prepareTarget(given)).toMatchObject({ ok: true });
});

it("docs/targets.md has a line for every key of an `openai` target", () => {
  const rows = [...page.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  const keys = Object.keys(targetShapes.openai).filter((key) => key !== "type");
  expect(rows).toEqual(expect.arrayContaining(keys));
});
