import { OpenAI } from "openai";
import { describe, expect, it } from "vitest";
import { key, startServer } from "./calling.ts";

/** The stand-in against the real client: what it speaks is what OpenAI's own package reads. */
const clientOf = (baseURL: string, apiKey = key) => new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user" as const, content: "Can I return it?" }];

describe("the model stand-in, read by the client of OpenAI", () => {
  it("answers Chat Completions, streamed and not", async () => {
    const { baseUrl, requests } = await startServer(({ user }) => ({ text: `You ask: ${user}` }));
    const { chat } = clientOf(baseUrl);
    const whole = await chat.completions.create({ model: "gpt-5", messages });
    expect(whole.choices[0]?.message.content).toBe("You ask: Can I return it?");
    const streamed = await chat.completions.stream({ model: "gpt-5", messages }).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe("You ask: Can I return it?");
    expect(requests.map(({ attempt, number }) => [attempt, number])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it("answers Responses, streamed and not", async () => {
    const { baseUrl } = await startServer(({ system }) => ({ text: `By: ${system}` }));
    const { responses } = clientOf(baseUrl);
    const body = { model: "gpt-5", input: "Can I return it?", instructions: "the rules" };
    expect((await responses.create(body)).output_text).toBe("By: the rules");
    const stream = await responses.create({ ...body, stream: true });
    const texts: string[] = [];
    for await (const event of stream)
      if (event.type === "response.output_text.delta") texts.push(event.delta);
    expect(texts.join("")).toBe("By: the rules");
  });

  it("refuses what OpenAI refuses", async () => {
    const { baseUrl } = await startServer(() => ({ text: "30 days" }), { keys: [key] });
    const { chat } = clientOf(baseUrl);
    await expect(clientOf(baseUrl, "sk-another-key").models.list()).rejects.toMatchObject({ status: 404 });
    await expect(
      clientOf(baseUrl, "sk-another-key").chat.completions.create({ model: "gpt-5", messages }),
    ).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
    await expect(chat.completions.create({ model: "gpt-5", messages: [] })).rejects.toMatchObject({
      status: 400,
    });
    const answered = { role: "assistant" as const, content: "30 days", finish_reason: "stop" };
    await expect(
      chat.completions.create({ model: "gpt-5", messages: [...messages, answered] }),
    ).rejects.toMatchObject({ status: 400, message: "400 Unknown parameter: 'messages[1].finish_reason'." });
  });

  it("counts the attempts of one request", async () => {
    const { baseUrl } = await startServer(({ attempt }) =>
      attempt < 3 ? { error: "overloaded", retryAfterMs: "1" } : { text: `attempt ${attempt}` },
    );
    const client = new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 2 });
    const reply = await client.chat.completions.create({ model: "gpt-5", messages });
    expect(reply.choices[0]?.message.content).toBe("attempt 3");
  });
});
