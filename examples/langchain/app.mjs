// The support desk as an agent of LangChain. One JSON line on stdin is a customer's question, one on stdout the agent's answer;
// its tool calls and tokens go out as spans, by an instrumentation that knows nothing of the gate.
import { createInterface } from "node:readline";
import { MemorySaver } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { tools } from "./tools.mjs";
import { withinTrace } from "./tracing.mjs";

const agent = createAgent({
  model: new ChatOpenAI({ model: "gpt-5-mini", configuration: { baseURL: process.env.MODEL_URL } }),
  tools,
  systemPrompt: "You are the support desk of a kitchen shop. Look orders up, do not guess.",
  checkpointer: new MemorySaver(),
});

for await (const line of createInterface({ input: process.stdin })) {
  const { id, input, session, traceparent } = JSON.parse(line);
  const reply = await withinTrace(traceparent, () => answer(input, session)).catch(({ message }) => ({
    error: message,
  }));
  console.log(JSON.stringify({ id, ...reply }));
}

/** The turns of a conversation are asked one by one, in the same session. */
async function answer(question, session) {
  const { messages } = await agent.invoke(
    { messages: [{ role: "user", content: question }] },
    { configurable: { thread_id: session } },
  );
  return { output: messages.at(-1).text };
}
