import { isJsonObject } from "../experiment/json.ts";
import type { JsonObject } from "../experiment/json.ts";
import type { Place, Problem } from "../problem.ts";

/** Parameters that would replace what the gate sends, multiply what a call costs, or tie one case to another. */
const refusals: ReadonlyMap<string, { readonly why: string; readonly fix: string }> = new Map([
  ["model", { why: "is a key of the target", fix: "Write `model` in the target." }],
  ["messages", { why: "would replace the prompt", fix: "Write `messages` in the target." }],
  ["input", { why: "would replace the prompt", fix: "Write `prompt` or `messages` in the target." }],
  ["tools", { why: "is a key of the target", fix: "Write `tools` in the target, the path of a JSON file." }],
  [
    "functions",
    { why: "is an old form of `tools`", fix: "Write `tools` in the target, the path of a JSON file." },
  ],
  ["function_call", { why: "is an old form of `tool_choice`", fix: "Write `params: { tool_choice: ... }`." }],
  ["stream", { why: "is a key of the target", fix: "Write `stream` in the target." }],
  ["stream_options", { why: "is set with `stream`", fix: "Remove it." }],
  [
    "n",
    {
      why: "would pay for answers that nobody reads",
      fix: "Remove it: a case is repeated by `policy.trials`.",
    },
  ],
  ["best_of", { why: "would pay for answers that nobody reads", fix: "Remove it." }],
  ["background", { why: "would end the call before the answer is there", fix: "Remove it." }],
  [
    "previous_response_id",
    { why: "would tie the cases to each other", fix: "Write the history as `input` of a case." },
  ],
  [
    "conversation",
    { why: "would tie the cases to each other", fix: "Write the history as `input` of a case." },
  ],
]);

/** Params are sent as they are, so those that may not be sent are refused, never changed. */
export function paramProblems(params: JsonObject, hasSchema: boolean, place: Place): readonly Problem[] {
  const refused = Object.keys(params).flatMap((key): Problem[] => {
    const refusal = refusals.get(key);
    if (refusal === undefined) return [];
    const message = `\`target.params.${key}\` ${refusal.why}.`;
    return [{ code: "param-not-allowed", ...place, message, fix: refusal.fix }];
  });
  const { response_format: format, text } = params;
  const doubled = [
    ...(format === undefined ? [] : ["response_format"]),
    ...(isJsonObject(text) && text["format"] !== undefined ? ["text.format"] : []),
  ];
  return [
    ...refused,
    ...(hasSchema ? doubled : []).map((key) => ({
      code: "param-not-allowed",
      ...place,
      message: `\`target.params.${key}\` and \`response_schema\` both say what the reply looks like.`,
      fix: "Keep one of the two.",
    })),
  ];
}
