/** What the examples' model says: a small agent of a support desk, by rules. It knows no example and no arm, only the request. */

export type ChatRequest = {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
};

type Message = { readonly role: string; readonly content?: unknown };

type Tool = {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: { readonly properties?: Readonly<Record<string, Property>> };
  };
};

type Property = { readonly type?: unknown; readonly anyOf?: readonly { readonly type?: unknown }[] };

type Call = { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> };

/** Says something, or calls tools. `turn` counts the messages before it. */
export type Answer = { readonly turn: number; readonly text?: string; readonly calls: readonly Call[] };

/** What customers want; the tool that does it has one of the words in its name. The first that fits the customer's text is it. */
const wishes = [
  { asks: /\b(human|manager|complain\w*|lawyer|colleague)\b/i, does: /escalat|ticket|handover|human/i },
  { asks: /\b(refund\w*|money back|broken|damaged)\b/i, does: /refund/i },
  {
    asks: /\b(where|arriv\w*|deliver\w*|status|shipped|parcel|track\w*)\b/i,
    does: /status|track|find|look/i,
  },
] as const;

/**
 * The next message of the assistant: a tool call where a tool can do what the customer wants, an answer from the results of the tools
 * that it called, else an answer of its own.
 *
 * Like a model it goes by names. A tool that the system message names in backquotes is called whether it is on the list or not. An
 * argument is filled when its name says what belongs in it; one that the customer said nothing about is null where it may be, as
 * models do, and else left out.
 */
export function answerOf({ messages, tools = [] }: ChatRequest): Answer {
  const turn = messages.length;
  const asked = messages.findLastIndex(({ role }) => role === "user");
  const results = messages.slice(asked + 1).filter(({ role }) => role === "tool");
  if (results.length > 0) return { turn, text: tell(results.map(textOf)), calls: [] };

  const wish = textOf(messages[asked]);
  const prompt = messages.filter(({ role }) => role === "system" || role === "developer").map(textOf);
  const does = wishes.find(({ asks }) => asks.test(wish))?.does;
  if (does === undefined) return { turn, text: chat(wish), calls: [] };
  const named = [...prompt.join("\n").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  const offered = tools.map((tool) => tool.function);
  const name = [...named, ...offered.map((tool) => tool.name)].find((one) => does.test(one));
  if (name === undefined) return { turn, text: "I am sorry, I cannot do that here.", calls: [] };
  const properties = offered.find((tool) => tool.name === name)?.parameters?.properties ?? { order_id: {} };
  const said = messages.slice(0, asked + 1).filter(({ role }) => role === "user");
  const orders = said.map((message) => ordersIn(textOf(message))).findLast((found) => found.length > 0) ?? [];
  return {
    turn,
    calls: (orders.length === 0 ? [undefined] : orders).map((order) => ({
      name,
      arguments: fill(properties, wish, order),
    })),
  };
}

function textOf(message: Message | undefined): string {
  const content = message?.content;
  if (typeof content === "string") return content;
  const parts = Array.isArray(content) ? (content as readonly { readonly text?: unknown }[]) : [];
  return parts.map(({ text }) => (typeof text === "string" ? text : "")).join("");
}

function ordersIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b[A-Z]-\d{4}\b/g))];
}

type Argument = string | number | null;

function fill(properties: Readonly<Record<string, Property>>, wish: string, order: string | undefined) {
  const filled: Record<string, Argument> = {};
  for (const [name, property] of Object.entries(properties)) {
    const said = valueOf(name, wish, order);
    if (said !== undefined) filled[name] = inTypeOf(property, said);
    else if (typesOf(property).includes("null")) filled[name] = null;
  }
  return filled;
}

/** What the customer said about an argument of this name. */
function valueOf(name: string, wish: string, order: string | undefined): string | undefined {
  if (/order/i.test(name)) return order;
  if (/customer/i.test(name)) return /\bC-\d+\b/.exec(wish)?.[0];
  if (/amount|price|euro/i.test(name)) return /€(\d+(?:\.\d+)?)/.exec(wish)?.[1];
  return /reason|message|summary|text/i.test(name) ? wish : undefined;
}

function inTypeOf(property: Property, said: string): string | number {
  const isNumber = typesOf(property).some((type) => type === "number" || type === "integer");
  return isNumber ? Number(/\d+(?:\.\d+)?/.exec(said)?.[0]) : said;
}

function typesOf({ type, anyOf = [] }: Property): readonly unknown[] {
  return [type, ...anyOf.map((one) => one.type)].flat();
}

/** One bad result and the customer hears nothing of the others: what cannot be trusted is not told. */
function tell(results: readonly string[]): string {
  return results.some((result) => /\b(error|exception|failed|invalid|not found|unknown)\b/i.test(result))
    ? "I am sorry, I could not do that: our system gave me an error."
    : results.join(" ");
}

function chat(wish: string): string {
  if (/\b(return|send it back|exchange)\b/i.test(wish)) return "You can return it within 30 days.";
  if (/\bopen\b|\bhours\b/i.test(wish)) return "We are open from 9 to 17, Monday to Friday.";
  return "Hello! How can I help you?";
}
