import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/experiment/json.ts";
import type { ModelReply } from "../../../src/experiment/model-call.ts";
import { recordable, trialOf } from "../../../src/gate/run/trial-of-reply.ts";
import { runTurns } from "../../../src/gate/run/run-turns.ts";
import { aCase } from "../../build.ts";
import { answered, aRequest, failed } from "../model-stub.ts";

const script = ["I want my money back.", "It is order 7."];
const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

type Ok = Extract<ModelReply, { status: "ok" }>;

/** A trial whose turns get these replies, of a model or an app. */
async function ask(
  replies: readonly ModelReply[],
  { input = script, isApp = false }: { readonly input?: Json; readonly isApp?: boolean } = {},
) {
  const planned = { case: aCase({ input }), arm: "candidate" as const, index: 0 };
  const said: (readonly JsonObject[] | undefined)[] = [];
  const continuing: boolean[] = [];
  const reply = await runTurns({
    planned,
    requestOf: (_, before) => {
      said.push(before?.messages);
      return isApp ? { app: "sha256:desk", input: "" } : aRequest();
    },
    call: async (_, isContinuing) => {
      const next = replies[continuing.length];
      continuing.push(isContinuing);
      if (next === undefined) throw new Error("asked too often");
      return next;
    },
  });
  return { reply, ok: reply as Ok, trial: trialOf(planned, recordable(reply)), said, continuing };
}

describe("a script of user turns", () => {
  it("is asked turn by turn, each with what was said before", async () => {
    const { said, continuing, trial } = await ask([answered("Which order?"), answered("Done.")]);
    expect(said).toEqual([[], [user("I want my money back."), assistant("Which order?")]]);
    expect(continuing).toEqual([false, true]);
    expect(trial).toMatchObject({
      status: "ok",
      output: "Done.",
      messages: [
        user("I want my money back."),
        assistant("Which order?"),
        user("It is order 7."),
        assistant("Done."),
      ],
    });
  });

  it("is one trial: sums of what it took, the longest wait, all calls, the last context", async () => {
    const call = { name: "find_order", arguments: { id: 7 } };
    const { ok } = await ask([
      answered("Which?", { latencyMs: 300, ttftMs: 40, toolCalls: [call], context: "old", traceId: "a" }),
      answered("Done.", { latencyMs: 120, ttftMs: 90, usage: { input: 30, output: 7, cacheRead: 9 } }),
    ]);
    expect(ok).toMatchObject({
      latencyMs: 300,
      ttftMs: 90,
      costUsd: 0.002,
      usage: { input: 50, output: 12 },
      toolCalls: [call],
      context: "old",
      traceId: "a",
    });
    // The first turn tells nothing of the cache.
    expect(ok.usage).not.toHaveProperty("cacheRead");
  });

  it("knows no figure that is unknown of one turn", async () => {
    const {
      costUsd: _cost,
      latencyMs: _latency,
      usage: _usage,
      toolCalls: _calls,
      ...unknown
    } = answered("Hm.") as Ok;
    for (const replies of [
      [answered("Hi."), unknown],
      [unknown, answered("Hi.")],
    ]) {
      const { ok, trial } = await ask(replies);
      for (const key of ["costUsd", "latencyMs", "usage", "toolCalls"]) {
        expect(ok).not.toHaveProperty(key);
        expect(trial).not.toHaveProperty(key);
      }
    }
  });

  it.each([
    [failed(), { status: "infra_error", code: "server", reason: "turn 2 of 2: the provider answers 503" }],
    [
      { status: "app_error", reason: "the request was refused", latencyMs: 12 } as const,
      { status: "app_error", reason: "turn 2 of 2: the request was refused", latencyMs: 12 },
    ],
  ])("ends with the first turn that gets no answer, and says which", async (reply, expected) => {
    const { reply: given, continuing } = await ask([answered("Which order?"), reply, answered("Never.")]);
    expect(given).toMatchObject(expected);
    expect(continuing).toHaveLength(2);
  });

  it("answers the calls of a model, and lets an app answer its own", async () => {
    const calls = [{ id: "c1", type: "function", function: { name: "refund", arguments: "{}" } }];
    const calling = answered("", { messages: [{ role: "assistant", content: "", tool_calls: calls }] });
    const notCarriedOut = "not carried out: this gate records tool calls";
    const { said, trial } = await ask([calling, answered("Done.")]);
    expect(said[1]?.at(-1)).toEqual({ role: "tool", tool_call_id: "c1", content: notCarriedOut });
    expect(trial.messages).toHaveLength(5);
    const app = await ask([calling, answered("Done.")], { isApp: true });
    expect(app.said[1]).toHaveLength(2);
  });

  it("takes from an app that tells the whole conversation what is new of it", async () => {
    const call = (id: string) => ({
      id,
      type: "function",
      function: { name: "look_up", arguments: `"${id}"` },
    });
    const tool = (id: string) => ({ role: "tool", tool_call_id: id, content: "found" });
    const turnOne = [
      { role: "assistant", content: "", tool_calls: [call("1")] },
      tool("1"),
      assistant("Which?"),
    ];
    const turnTwo = [
      { role: "assistant", content: "", tool_calls: [call("2")] },
      tool("2"),
      assistant("Done."),
    ];
    const all = [user(script[0] ?? ""), ...turnOne, user(script[1] ?? ""), ...turnTwo];
    const made = ["1", "2"].map((id) => ({ name: "look_up", arguments: id }));
    const { trial } = await ask(
      [
        answered("Which?", { messages: all.slice(0, 4), toolCalls: made.slice(0, 1) }),
        answered("Done.", { messages: all, toolCalls: made }),
      ],
      { isApp: true },
    );
    expect(trial.messages).toEqual(all);
    expect(trial.toolCalls).toEqual(made);
  });

  it.each([
    [
      "parts of the content",
      (name: string) => ({ content: [{ type: "tool_use", id: name, name, input: {} }] }),
    ],
    ["a function call", (name: string) => ({ content: null, function_call: { name, arguments: "{}" } })],
    [
      "tool calls",
      (name: string) => ({ content: null, tool_calls: [{ function: { name, arguments: "{}" } }] }),
    ],
  ])(
    "counts no call twice of an app that tells the whole conversation, with calls as %s",
    async (_, write) => {
      const calls = ["find_order", "refund"].map((name) => ({ name, arguments: {} }));
      const first = [user("I want my money back."), { role: "assistant", ...write("find_order") }];
      const second = [...first, user("It is order 7."), { role: "assistant", ...write("refund") }];
      const { ok } = await ask(
        [
          answered("Which?", { messages: first, toolCalls: calls.slice(0, 1) }),
          answered("Done.", { messages: second, toolCalls: calls }),
        ],
        { isApp: true },
      );
      expect(ok.toolCalls).toEqual(calls);
    },
  );

  it("knows what the user said where an app writes it in parts", async () => {
    const parts = (text: string) => ({ role: "user", content: [{ type: "text", text }] });
    const first = [parts("I want my money back."), assistant("Which order?")];
    const { ok } = await ask(
      [
        answered("Which order?", { messages: first }),
        answered("Done.", { messages: [...first, parts("It is order 7."), assistant("Done.")] }),
      ],
      { isApp: true },
    );
    expect(ok.messages).toEqual([
      user("I want my money back."),
      assistant("Which order?"),
      user("It is order 7."),
      assistant("Done."),
    ]);
  });

  it("keeps an app's output as its message where it tells none", async () => {
    const { trial } = await ask(
      [answered("", { output: { ask: "order" }, messages: [] }), answered("Done.", { messages: [] })],
      { isApp: true },
    );
    expect(trial.messages).toEqual([
      user("I want my money back."),
      assistant('{"ask":"order"}'),
      user("It is order 7."),
      assistant("Done."),
    ]);
  });
});

it("asks any other input once, with nothing said before, and gives the reply as it is", async () => {
  const reply = answered("30 days");
  const { reply: given, said, trial } = await ask([reply], { input: "May I return it?" });
  expect(given).toBe(reply);
  expect(said).toEqual([undefined]);
  expect(trial).not.toHaveProperty("messages");
});

it("holds a conversation that no record can hold against the app", async () => {
  const long = "a".repeat(600_000);
  const { trial } = await ask([answered(long), answered(long)]);
  expect(trial).toMatchObject({ status: "app_error", failure: "app_error" });
});
