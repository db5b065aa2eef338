import type { Problem } from "../problem.ts";
import { checkBaseline } from "./check-target.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkTree } from "./explain-issue.ts";
import { checkScorerNames } from "./name-scorers.ts";
import { gateSchema } from "./schema/gate.ts";
import { childOf } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";

/** Every problem of a gate file after `extends`, whether or not others were found before it. */
export function checkGate(root: SourceNode, options: { readonly needsTarget: boolean }): readonly Problem[] {
  const secrets = checkSecrets(root);
  // A value that holds a secret may also be refused by its schema; the word on the secret is the one to act on.
  const isSecret = ({ line, column }: Problem): boolean =>
    secrets.some(
      (secret) => secret.code === "secret-written" && secret.line === line && secret.column === column,
    );
  const others = [
    ...checkTree(gateSchema, root),
    ...checkScorerNames(childOf(root, "scorers")),
    ...checkBaseline(root),
    ...(options.needsTarget ? checkRunnable(root) : []),
  ];
  return [...secrets, ...others.filter((problem) => !isSecret(problem))];
}

/** What a run needs and a comparison of records does not: a target, cases, and a model for each judge. */
function checkRunnable(root: SourceNode): readonly Problem[] {
  if (root.kind !== "map") return [];
  const problems: Problem[] = [];
  if (childOf(root, "target") === undefined) {
    const message = "`target` is missing: there is nothing to run.";
    const fix = "Add `target: { type: openai, model: ..., prompt: ... }`.";
    problems.push({ code: "missing-key", ...root.place, message, fix });
  }
  const datasets = childOf(root, "datasets");
  if (datasets?.kind === "list" && datasets.items.length === 0) {
    const message = "`datasets` is empty: there is nothing to run.";
    problems.push({
      code: "wrong-value",
      ...datasets.place,
      message,
      fix: 'Write a value such as ["datasets/*.jsonl"].',
    });
  }
  return [...problems, ...checkJudgeModels(root)];
}

function checkJudgeModels(root: SourceNode): readonly Problem[] {
  const scorers = childOf(root, "scorers");
  if (scorers?.kind !== "list" || hasModel(childOf(root, "judge"))) return [];
  return scorers.items.flatMap((scorer, index) => {
    const type = childOf(scorer, "type");
    const judged = type?.kind === "scalar" && (type.value === "judge" || type.value === "pairwise");
    if (!judged || hasModel(scorer)) return [];
    const message = `\`scorers[${index}]\` has no model to judge with.`;
    return [
      { code: "missing-key", ...scorer.place, message, fix: "Add `judge: { model: ... }` to the gate file." },
    ];
  });
}

function hasModel(node: SourceNode | undefined): boolean {
  return childOf(node, "model") !== undefined || childOf(node, "panel") !== undefined;
}
