import { runTool, tools } from "./tools.mjs";

const prompt = "You are the support desk of a kitchen shop. Look orders up, do not guess.";
const mostRounds = 5;

/** Asks the model, carries out the tools that it calls, and asks again until it answers. */
export async function answer(question) {
  const said = [{ role: "user", content: question }];
  const usage = { model: "gpt-5-mini", input: 0, output: 0 };
  for (let round = 0; round < mostRounds; round += 1) {
    const { choices, usage: used } = await askModel([{ role: "system", content: prompt }, ...said]);
    usage.input += used.prompt_tokens;
    usage.output += used.completion_tokens;
    const { message } = choices[0];
    said.push(message);
    if (message.tool_calls === undefined) return { answer: message.content, messages: said, usage };
    said.push(...message.tool_calls.map(carryOut));
  }
  throw new Error(`no answer in ${mostRounds} rounds`);
}

async function askModel(messages) {
  const response = await fetch(`${process.env.MODEL_URL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: "gpt-5-mini", messages, tools }),
  });
  if (!response.ok) throw new Error(`the model answered ${response.status}`);
  return response.json();
}

function carryOut({ id, function: { name, arguments: written } }) {
  const told = { role: "tool", tool_call_id: id };
  try {
    return { ...told, content: runTool(name, JSON.parse(written)) };
  } catch ({ message }) {
    return { ...told, content: `Error: ${message}`, error: true };
  }
}
