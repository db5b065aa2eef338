// The support desk as a graph of LangGraph: two agents of LangChain, one for orders and one for everything else, and a memory.
import { END, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { orderTools, serviceTools } from "./tools.mjs";

const model = new ChatOpenAI({ model: "gpt-5-mini", configuration: { baseURL: process.env.MODEL_URL } });

const orders = createAgent({
  name: "orders",
  model,
  tools: orderTools,
  systemPrompt: "You know the orders of a kitchen shop. Look them up, do not guess.",
});

const service = createAgent({
  name: "service",
  model,
  tools: serviceTools,
  systemPrompt: "You know the rules of a kitchen shop. Hand over to a human whoever asks for one.",
});

export const desk = new StateGraph(MessagesAnnotation)
  .addNode("orders", orders.graph)
  .addNode("service", service.graph)
  .addConditionalEdges(START, whoAnswers, ["orders", "service"])
  .addEdge("orders", END)
  .addEdge("service", END)
  .compile({ checkpointer: new MemorySaver() });

/** Who has named an order is in good hands with the first agent, also in later turns. */
function whoAnswers({ messages }) {
  return messages.some(({ text }) => /\b[A-Z]-\d{4}\b/.test(text)) ? "orders" : "service";
}
