import { expect, it } from "vitest";
import { cardState, identityOf, parseCard, type CardChange } from "../../../src/score/judge/card-state.ts";
import { makeCard } from "../../../src/score/judge/make-card.ts";
import { aJudge } from "./judging.ts";

const then = identityOf(aJudge());
const labels = `sha256:${"1".repeat(64)}`;
const { card } = makeCard({
  judge: "helpful",
  outputs: [],
  kind: "passed",
  trainShare: 0,
  limits: { min_agreement: 0.8, max_flip_rate: 0.1, max_missing: 0.05 },
  identity: then,
  judged: "recorded",
  date: "2026-01-01",
});

it("is fresh where nothing changed", () => {
  expect(cardState(card, identityOf(aJudge()))).toEqual({ state: "fresh" });
  expect(cardState(card, then, card.labels)).toEqual({ state: "fresh" });
});

it.each<[readonly CardChange[], ReturnType<typeof identityOf>, string?]>([
  [["models"], identityOf(aJudge({ rubric: "correctness", model: "gpt-5-mini" }))],
  [["rubric"], identityOf(aJudge({ criteria: ["Is it polite?"] }))],
  [["settings"], identityOf(aJudge({ rubric: "correctness", params: { temperature: 0 } }))],
  [["settings"], identityOf(aJudge({ rubric: "correctness" }, { threshold: 0.5 }))],
  [["prompt"], { ...then, prompt: labels, fingerprint: labels }],
  [["labels"], then, labels],
  [["models", "labels"], { ...then, models: ["a", "b"], fingerprint: labels }, labels],
])("is stale and says that %j changed", (changed, now, hash) => {
  expect(cardState(card, now, hash)).toMatchObject({
    state: "stale",
    changed: expect.arrayContaining([...changed]),
  });
});

it("is stale where it is bound to no judge", () => {
  const { identity: _identity, ...unbound } = card;
  expect(cardState(unbound, then)).toEqual({ state: "stale", changed: ["judge"] });
});

it("is read back as it was written, and refused with every key that is wrong", () => {
  expect(parseCard("a.card.json", JSON.stringify(card))).toEqual({ ok: true, value: card });
  expect(parseCard("a.card.json", "{")).toMatchObject({ ok: false, problems: [{ code: "not-json" }] });
  const wrong = parseCard("a.card.json", JSON.stringify({ ...card, version: 2, usable: "yes", more: 1 }));
  expect(wrong.ok ? [] : wrong.problems.map(({ code }) => code)).toEqual([
    "wrong-value",
    "wrong-value",
    "unknown-key",
  ]);
});
