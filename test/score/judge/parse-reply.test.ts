import fc from "fast-check";
import { describe, expect, it } from "vitest";
import attacks from "../../attacks/attacks.json" with { type: "json" };
import { parseReply } from "../../../src/score/judge/parse-reply.ts";
import { aJudge, replyText } from "./judging.ts";

const c1 = { id: "c1", question: "Is it right?" };
const c2 = { id: "c2", question: "Is it polite?" };
const yes = replyText("yes");
const entry = '{"id":"c1","reason":"it agrees","answer":"yes"}';

describe("parseReply", () => {
  it.each([
    ["as asked", yes],
    ["with white space", `\n ${JSON.stringify(JSON.parse(yes), null, 2)}\n`],
    ["with the keys in another order", '{"criteria":[{"answer":"yes","id":"c1","reason":"it: agrees"}]}'],
    [
      "with quotes, colons and escapes in the reason",
      '{"criteria":[{"id":"c1","reason":"\\"a\\": \\\\","answer":"yes"}]}',
    ],
  ])("reads a reply %s", (_, text) => {
    expect(parseReply(text, [c1])).toMatchObject({ ok: true, answers: [{ value: 1 }] });
  });

  it.each([
    ["nothing", ""],
    ["white space", " \n"],
    ["prose", "The answer is correct: yes."],
    ["a refusal", "I'm sorry, but I can't help with that."],
    ["prose before the JSON", `Here is my verdict: ${yes}`],
    ["prose after the JSON", `${yes} I hope this helps.`],
    ["a code fence", `\`\`\`json\n${yes}\n\`\`\``],
    ["a byte order mark", `\ufeff${yes}`],
    ["two objects", `${replyText("no")}\n${yes}`],
    ["the same object twice", `${yes}${yes}`],
    ["a list of objects", `[${yes}]`],
    ["JSON in a text", JSON.stringify(yes)],
    ["JSON that is cut off", yes.slice(0, -1)],
    ["null", "null"],
    ["a bare word", '"yes"'],
    ["a score instead", '{"score":1,"reason":"perfect"}'],
    ["no criteria", '{"criteria":[]}'],
    ["criteria as a map", `{"criteria":{"c1":${entry}}}`],
    ["one key more", `{"criteria":[${entry}],"passed":true}`],
    ["one key more in a criterion", '{"criteria":[{"id":"c1","reason":"x","answer":"yes","score":1}]}'],
    ["no reason", '{"criteria":[{"id":"c1","answer":"yes"}]}'],
    ["a blank reason", '{"criteria":[{"id":"c1","reason":" ","answer":"yes"}]}'],
    ["a reason that is no text", '{"criteria":[{"id":"c1","reason":1,"answer":"yes"}]}'],
    ["a criterion twice", `{"criteria":[${entry},${entry}]}`],
    ["an unknown criterion", '{"criteria":[{"id":"c2","reason":"x","answer":"yes"}]}'],
    ["an answer twice", '{"criteria":[{"id":"c1","reason":"x","answer":"no","answer":"yes"}]}'],
    [
      "an answer twice, once escaped",
      '{"criteria":[{"id":"c1","reason":"x","answer":"no","\\u0061nswer":"yes"}]}',
    ],
    ["the list twice", `{"criteria":[],"criteria":[${entry}]}`],
    ["a prototype", `{"__proto__":{"criteria":[${entry}]}}`],
    ["a number too long to be honest", `{"criteria":[${entry}]${" ".repeat(100_000)}}`],
  ])("refuses %s", (_, text) => {
    expect(parseReply(text, [c1]).ok).toBe(false);
  });

  it.each(["Yes", "YES", " yes", "yes.", "true", "compliant", "satisfied", "partially", "unknown", "", "1"])(
    "refuses the answer %j, which is neither yes nor no",
    (answer) => {
      const text = JSON.stringify({ criteria: [{ id: "c1", reason: "x", answer }] });
      expect(parseReply(text, [c1])).toEqual({
        ok: false,
        reason: "the judge's reply has an answer other than `yes` and `no`",
      });
    },
  );

  it.each([true, 1, 1.5, -1, 1e308, null, ["yes"], { yes: true }])("refuses %j as an answer", (answer) => {
    const text = JSON.stringify({ criteria: [{ id: "c1", reason: "x", answer }] });
    expect(parseReply(text, [c1]).ok).toBe(false);
  });

  it("wants every criterion once, in any order, and gives the answers in the order of the rubric", () => {
    const [first, second] = ["no", "yes"].map((answer, index) => ({
      id: `c${index + 1}`,
      reason: "x",
      answer,
    }));
    const read = (...criteria: unknown[]) => parseReply(JSON.stringify({ criteria }), [c1, c2]);
    expect(read(second, first)).toEqual({
      ok: true,
      answers: [
        { reason: "x", value: 0 },
        { reason: "x", value: 1 },
      ],
    });
    expect(read(second).ok).toBe(false);
    expect(read(second, second).ok).toBe(false);
    expect(read(first, second, second).ok).toBe(false);
  });

  it("keeps the reply's own text out of the reason why it was refused", () => {
    const reading = parseReply('{"<img src=x>":"::set-output"}', [c1]);
    expect(reading.ok ? "" : reading.reason).toBe("the judge's reply is not `{ criteria: [...] }`");
  });
});

/** A reply with one criterion that says yes, told by a grammar of its own: three keys in any order, and a reason that is not blank. */
function isPlainYes(text: string): boolean {
  const space = "[ \\t\\n\\r]*";
  const string = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"';
  const pair = `${space}(${string})${space}:${space}(${string})${space}`;
  const whole = new RegExp(
    `^${space}\\{${space}(${string})${space}:${space}\\[${space}\\{${pair},${pair},${pair}\\}${space}\\]${space}\\}${space}$`,
  );
  const found = whole.exec(text);
  if (found === null) return false;
  const [list, ...parts] = found.slice(1).map((part) => JSON.parse(part) as string);
  const pairs = [0, 2, 4].map((index) => [parts[index] ?? "", parts[index + 1] ?? ""] as const);
  const value = (key: string) => pairs.find(([name]) => name === key)?.[1];
  return (
    list === "criteria" &&
    value("id") === "c1" &&
    value("answer") === "yes" &&
    (value("reason") ?? "").trim() !== ""
  );
}

describe("no reply passes but a well-formed yes", () => {
  const judge = aJudge();
  const passes = (reply: string): boolean => {
    const judgement = judge.parse(reply);
    return judgement.ok && (judgement.score.passed !== false || judgement.score.value > 0);
  };
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const wellFormed = fc.constantFrom(yes, replyText("no"), replyText("yes", "yes"), replyText("no", "yes"));

  it("whatever its bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => passes(decode(bytes)) === isPlainYes(decode(bytes)),
      ),
    );
  });

  it("whatever JSON it is", () => {
    const word = fc.constantFrom("c1", "c2", "yes", "no", "x", "", "criteria", 1, true, null);
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "medium" },
        word,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("criteria", "id", "reason", "answer", "score"), tie("value"), {
          maxKeys: 4,
        }),
        fc.record({ id: word, reason: word, answer: word }),
        fc.record({
          criteria: fc.array(fc.record({ id: word, reason: word, answer: word }), { maxLength: 2 }),
        }),
      ),
    }));
    fc.assert(
      fc.property(value, (reply) => passes(JSON.stringify(reply)) === isPlainYes(JSON.stringify(reply))),
      { numRuns: 2000 },
    );
  });

  it("whatever was cut out of a well-formed reply, or put into it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        yes,
        '"answer":"yes"',
        '"answer":"no",',
        ",",
        ":",
        '"',
        "{",
        "}",
        "]",
        "\\",
        "yes",
        " ",
        "\u200b",
      ),
      fc.string({ maxLength: 4 }),
    );
    const edit = fc.record({ at: fc.nat(120), drop: fc.nat(12), piece });
    fc.assert(
      fc.property(wellFormed, fc.array(edit, { minLength: 1, maxLength: 4 }), (reply, edits) => {
        const text = edits.reduce(
          (now, { at, drop, piece: put }) => now.slice(0, at) + put + now.slice(at + drop),
          reply,
        );
        return passes(text) === isPlainYes(text);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("no reply gives a grade but one that names it", () => {
  const file = `
version: 1
criteria: [{ id: c1, ask: Is it polite?, grades: { rude: 0, "7/5": 0.2, curt: 0.5, polite: 1 }, weight: 2 }, { id: c2, ask: Is it short? }]
`;
  const judge = aJudge({ rubric: "a.yml" }, {}, { "a.yml": file });
  const worth = new Map([
    ["rude", 0],
    ["7/5", 0.2],
    ["curt", 0.5],
    ["polite", 1],
  ]);

  it.each([...worth])("%s counts %d", (grade, value) => {
    const judgement = judge.parse(replyText(grade, "yes"));
    expect(judgement.ok && judgement.score.value).toBeCloseTo((2 * value + 1) / 3, 12);
    expect(judgement.ok && judgement.score.passed).toBe(grade === "polite");
  });

  it.each([
    "yes",
    "no",
    "compliant",
    "satisfied",
    "Polite",
    "polite.",
    " polite",
    "polite ",
    "p\u043elite",
    "polite\u200b",
    "polite|curt",
    "1",
    "1.0",
    "100",
    "-1",
    "NaN",
    "__proto__",
    "constructor",
    "",
  ])("refuses %j", (answer) => {
    expect(judge.parse(replyText(answer, "yes"))).toEqual({
      ok: false,
      reason: "the judge's reply has an answer other than the grades",
    });
  });

  it.each([1, 0, 5, -1, 1e308, true, null, ["polite"], { word: "polite" }])(
    "refuses %j, which is no text",
    (answer) => {
      const criteria = [
        { id: "c1", reason: "x", answer },
        { id: "c2", reason: "x", answer: "yes" },
      ];
      expect(judge.parse(JSON.stringify({ criteria })).ok).toBe(false);
    },
  );

  it("whatever was cut out of a well-formed reply, or put into it", () => {
    const grade = fc.constantFrom("rude", "7/5", "curt", "yes", "no");
    const piece = fc.oneof(
      fc.constantFrom(
        "polite",
        '"polite"',
        '"answer":"polite",',
        "polite curt",
        "yes",
        ",",
        '"',
        "}",
        "]",
        "1",
        " ",
      ),
      fc.string({ maxLength: 4 }),
    );
    const edit = fc.record({ at: fc.nat(140), drop: fc.nat(12), piece });
    fc.assert(
      fc.property(grade, fc.array(edit, { minLength: 1, maxLength: 4 }), (word, edits) => {
        const text = edits.reduce(
          (now, { at, drop, piece: put }) => now.slice(0, at) + put + now.slice(at + drop),
          replyText(word, "yes"),
        );
        const judgement = judge.parse(text);
        if (!judgement.ok) return true;
        // What is read passes only where both answers stand in it, each once and in full.
        const answers = [...text.matchAll(/"answer"\s*:\s*"([^"]*)"/g)].map(([, answer]) => answer);
        const expected =
          (2 * (worth.get(answers[0] ?? "") ?? Number.NaN) + (answers[1] === "yes" ? 1 : 0)) / 3;
        return answers.length === 2 && Math.abs(judgement.score.value - expected) < 1e-12;
      }),
      { numRuns: 5000 },
    );
  });
});

describe("the judge attacks of the catalogue", () => {
  const replies = attacks.cases.flatMap(({ id, input }) =>
    "judge_reply" in input && typeof input.judge_reply === "string" ? [[id, input.judge_reply] as const] : [],
  );

  it("are there", () => {
    expect(replies.map(([id]) => id)).toEqual(expect.arrayContaining(["J03", "J05"]));
  });

  it.each(replies)("%s: the reply %j is no score", (_, reply) => {
    expect(aJudge().parse(reply).ok).toBe(false);
    expect(aJudge({ rubric: "tone" }).parse(reply).ok).toBe(false);
  });
});
