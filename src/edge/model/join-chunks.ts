import * as z from "zod/mini";
import { MalformedError } from "./answer.ts";
import { chatUsageSchema, type ChatUsage, describeIssue } from "./read-chat.ts";

const nullish = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));

const callDelta = z.looseObject({
  index: z.optional(z.int().check(z.nonnegative())),
  id: nullish(z.string()),
  function: nullish(z.looseObject({ name: nullish(z.string()), arguments: nullish(z.string()) })),
  type: nullish(z.string()),
  custom: nullish(z.looseObject({ name: nullish(z.string()), input: nullish(z.string()) })),
});

const chunkSchema = z.looseObject({
  model: nullish(z.string()),
  choices: z.array(
    z.looseObject({
      index: z.optional(z.int()),
      delta: nullish(
        z.looseObject({
          content: nullish(z.string()),
          refusal: nullish(z.string()),
          tool_calls: nullish(z.array(callDelta)),
        }),
      ),
      finish_reason: nullish(z.string()),
    }),
  ),
  usage: nullish(chatUsageSchema),
});

type Call = { id?: string; custom: boolean; name: string; text: string };

/** Puts a streamed Chat Completions reply together again, in the form of one that is not streamed. */
export class ChunkJoiner {
  #content: string | undefined;
  #refusal = "";
  #finishReason: string | undefined;
  #model: string | undefined;
  #usage: ChatUsage | undefined;
  readonly #calls = new Map<number, Call>();

  /** Takes the next chunk; true where it carries a part of the answer. */
  add(chunk: unknown): boolean {
    const parsed = z.safeParse(chunkSchema, chunk);
    if (!parsed.success) throw new MalformedError(describeIssue("chat completion chunk", parsed.error));
    const { model, choices, usage } = parsed.data;
    this.#model ??= model ?? undefined;
    this.#usage = usage ?? this.#usage;
    const choice = choices.find(({ index }) => (index ?? 0) === 0);
    if (choice === undefined) return false;
    this.#finishReason = choice.finish_reason ?? this.#finishReason;
    const { content, refusal, tool_calls: calls } = choice.delta ?? {};
    if (typeof content === "string") this.#content = (this.#content ?? "") + content;
    this.#refusal += refusal ?? "";
    for (const call of calls ?? []) this.#addCall(call);
    return Boolean(content) || Boolean(refusal) || Boolean(calls?.length);
  }

  /** The reply as one. Throws where the stream ended before the model did. */
  end(): object {
    if (this.#finishReason === undefined) throw new MalformedError("the stream ended before the answer did");
    const calls = [...this.#calls].toSorted(([a], [b]) => a - b).map(([, call]) => call);
    return {
      model: this.#model,
      choices: [
        {
          message: {
            content: this.#content ?? null,
            refusal: this.#refusal === "" ? null : this.#refusal,
            tool_calls: calls.map(({ id, custom, name, text }) => ({
              id,
              ...(custom
                ? { type: "custom", custom: { name, input: text } }
                : { type: "function", function: { name, arguments: text } }),
            })),
          },
          finish_reason: this.#finishReason,
        },
      ],
      usage: this.#usage,
    };
  }

  #addCall({ index, id, type, function: called, custom }: z.infer<typeof callDelta>): void {
    // Servers that send a call in one piece may leave the index out.
    const at = index ?? this.#calls.size;
    const call = this.#calls.get(at) ?? { custom: type === "custom", name: "", text: "" };
    if (id) call.id = id;
    call.name ||= called?.name ?? custom?.name ?? "";
    call.text += called?.arguments ?? custom?.input ?? "";
    this.#calls.set(at, call);
  }
}
