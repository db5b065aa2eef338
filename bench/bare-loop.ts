/**
 * The same calls and nothing else, by `undici` or by the `openai` client: as many workers as requests may be out at once, each with a
 * case's answer and then its judgement. A process of its own: bare-loop.ts <client> <origin> <cases> <scoring> <at once>.
 */
import { apis, judgeModel, key, model, prompts, question, questionOf } from "./cell.ts";

type Message = { readonly role: "system" | "user"; readonly content: string };
type Chat = { readonly model: string; readonly messages: Message[] };
type Ask = (chat: Chat, api: "target" | "judge") => Promise<string>;

const [client = "", origin = "", cases = "0", scoring = "", atOnce = "1"] = process.argv.slice(2);

async function openUndici(): Promise<Ask> {
  const { Agent, request } = await import("undici");
  const dispatcher = new Agent({ connections: Number(atOnce) });
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  return async (chat, api) => {
    const body = JSON.stringify(chat);
    const url = `${origin}${apis[api]}/chat/completions`;
    const reply = await request(url, { method: "POST", headers, body, dispatcher });
    const { choices } = (await reply.body.json()) as { choices: { message: { content: string } }[] };
    return choices[0]?.message.content ?? "";
  };
}

async function openOpenai(): Promise<Ask> {
  const { OpenAI } = await import("openai");
  const clientOf = (api: keyof typeof apis) =>
    new OpenAI({ apiKey: key, baseURL: `${origin}${apis[api]}`, maxRetries: 0 });
  const clients = { target: clientOf("target"), judge: clientOf("judge") };
  return async (chat, api) => {
    const reply = await clients[api].chat.completions.create(chat);
    return reply.choices[0]?.message.content ?? "";
  };
}

const chatOf = (name: string, system: string, user: string): Chat => ({
  model: name,
  messages: [
    { role: "system", content: system },
    { role: "user", content: user },
  ],
});

const ask = await (client === "undici" ? openUndici() : openOpenai());
const due = Array.from({ length: Number(cases) }, (_, index) => index)
  .flatMap((index) => Object.values(prompts).map((prompt) => ({ prompt, index })))
  .values();
const work = async (): Promise<void> => {
  for (const { prompt, index } of due) {
    const answer = await ask(chatOf(model, prompt, questionOf(index)), "target");
    if (answer === "") throw new Error("no answer");
    if (scoring === "judge")
      await ask(chatOf(judgeModel, question, `${questionOf(index)}\n${answer}`), "judge");
  }
};
await Promise.all(Array.from({ length: Number(atOnce) }, work));
// Kept connections would hold the process.
process.exit();
