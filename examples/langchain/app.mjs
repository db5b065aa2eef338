// One JSON line on stdin is a customer's question, one on stdout the desk's answer; tool calls and tokens go out as spans, by an
// instrumentation that knows nothing of the gate.
import { createInterface } from "node:readline";
import { desk } from "./desk.mjs";
import { withinTrace } from "./tracing.mjs";

console.error(`The desk is open, in ${process.cwd()}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, input, session, traceparent } = JSON.parse(line);
  const reply = await withinTrace(traceparent, () => answer(input, session)).catch(({ message }) => ({
    error: message,
  }));
  console.log(JSON.stringify({ id, ...reply }));
}

/** The turns of a conversation are asked one by one, in the same session. */
async function answer(question, session) {
  const { messages } = await desk.invoke(
    { messages: [{ role: "user", content: question }] },
    { configurable: { thread_id: session } },
  );
  return { output: messages.at(-1).text };
}
