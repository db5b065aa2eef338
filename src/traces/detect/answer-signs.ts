import type { Json } from "../../experiment/json.ts";
import { textOf, textOfContent } from "../../score/output.ts";
import { refusal } from "../../score/rules/refusal.ts";
import type { NormalTrace } from "../normal-trace.ts";
import { isEmptyAnswer, isJsonAnswer, trialOf } from "./read-answer.ts";
import type { FoundSign } from "./sign.ts";
import { quoteWords } from "./words.ts";

/** A JSON Schema that answers have to fit, of a scorer of the gate file. */
export type OutputSchema = {
  readonly name: string;
  readonly failure: string;
  /** Only traces with one of these tags; absent = all. */
  readonly tags?: readonly string[];
  /** What is wrong with an answer; undefined where it fits. */
  readonly fault: (answer: Json) => string | undefined;
};

/** Signs in what the app answered: nothing, a refusal, another form than its other answers have, an apology. */
export function readAnswer(
  trace: NormalTrace,
  answer: Json | undefined,
  expected: { readonly isJson: boolean; readonly schemas: readonly OutputSchema[] },
): readonly FoundSign[] {
  const apologies = apologySign(trace, answer);
  if (answer === undefined) return apologies;
  // An app that failed has nothing to say: the error is the sign.
  if (isEmptyAnswer(answer)) return trace.error === undefined ? [emptySign(answer), ...apologies] : apologies;
  return [...refusalSign(trace, answer), ...schemaSign(trace, answer, expected), ...apologies];
}

function emptySign(answer: Json): FoundSign {
  const what = typeof answer === "string" ? "an empty text" : JSON.stringify(answer);
  return {
    signal: "empty_answer",
    failure: "other",
    evidence: `the answer is empty: ${what}.`,
    shown: "the answer is empty",
  };
}

const refusing = refusal({
  type: "refusal",
  name: "refusal",
  weight: 1,
  not: false,
  place: {},
});

function refusalSign(trace: NormalTrace, answer: Json): readonly FoundSign[] {
  const found = refusing.answer(
    { id: "", input: "" } as Parameters<typeof refusing.answer>[0],
    trialOf(trace, answer),
  );
  if (!found.scored || found.value < 1) return [];
  const evidence = `${found.reason}.`;
  return [{ signal: "refusal", failure: "refusal", evidence, shown: "the answer refuses" }];
}

/** The first that is broken: the schemas of the gate file, else the form of the app's other answers. */
function schemaSign(
  { tags = [] }: NormalTrace,
  answer: Json,
  { isJson, schemas }: { readonly isJson: boolean; readonly schemas: readonly OutputSchema[] },
): readonly FoundSign[] {
  for (const { name, failure, tags: wanted, fault } of schemas) {
    if (wanted !== undefined && !wanted.some((tag) => tags.includes(tag))) continue;
    const wrong = fault(answer);
    if (wrong === undefined) continue;
    const evidence = `the answer does not fit the schema of ${quoteWords(name)}: ${wrong}.`;
    return [
      {
        signal: "schema",
        failure,
        evidence,
        shown: `the answer breaks the schema of \`${name}\``,
        words: wrong,
      },
    ];
  }
  if (!isJson || isJsonAnswer(answer)) return [];
  return [
    {
      signal: "schema",
      failure: "format_break",
      evidence: `the app's other answers are JSON, this one is ${quoteWords(textOf(answer))}.`,
      shown: "the answer is not JSON, as the app's others are",
    },
  ];
}

const slip =
  "(?:confusion|mistakes?|errors?|mix-?up|misunderstanding|oversight|inaccura\\w+|incorrect|wrong)";
const apologies: readonly RegExp[] = [
  new RegExp(
    `\\b(?:apologi[sz]e|apologies|sorry) for (?:(?:the|my|our|that|this|any|having|giving|making) ){0,3}(?:\\w+ )?${slip}`,
  ),
  /\b(?:my|our) (?:mistake|bad|error)\b/,
  /\byou(?:'re| are) (?:absolutely |completely |quite )?right[,.!;:]? (?:and )?(?:i |that was (?:my|a|an|wrong|incorrect)|my )/,
  /\bi(?:'ve| have)? (?:made|did make) an? (?:\w+ )?(?:mistake|error)\b/,
  /\bi (?:was (?:wrong|mistaken|incorrect)|misunderstood|misread|misspoke)\b/,
];

const mostMessages = 500;
const longestRead = 2000;

/** The first place where the assistant apologises for a fault of its own, in English. "Sorry for the delay" is courtesy and no sign. */
function apologySign({ messages = [] }: NormalTrace, answer: Json | undefined): readonly FoundSign[] {
  const spoken = messages.filter((message) => message["role"] === "assistant").slice(0, mostMessages);
  const texts = [...spoken.map((message) => textOfContent(message["content"])), textOf(answer ?? "")];
  for (const text of texts) {
    const plain = text
      .slice(0, longestRead)
      .toLowerCase()
      .replaceAll(/[\u2018\u2019\u02BC]/g, "'")
      .replaceAll(/\s+/g, " ");
    for (const pattern of apologies) {
      const found = pattern.exec(plain)?.[0];
      if (found === undefined) continue;
      const evidence = `the assistant apologises for a fault of its own: ${quoteWords(found)}.`;
      return [
        {
          signal: "apology",
          failure: "other",
          evidence,
          shown: "the assistant apologises for a fault of its own",
        },
      ];
    }
  }
  return [];
}
