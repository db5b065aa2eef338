import { z } from "zod";
import { argv, choice, count, envName, flag, givenObject, givenValue, headers, list, path, text, url, withHint } from "./hint.ts";

const type = <const T extends string>(name: T, description: string) => z.literal(name).describe(description);

const jsonPath = (what: string) =>
  withHint(z.string().regex(/^\$/).describe(`JSONPath of ${what} in the reply.`), {
    expected: "a JSONPath, which starts with `$`",
    example: "$.output",
  });

const message = withHint(
  z
    .strictObject({
      role: choice("Who speaks.", ["system", "developer", "user", "assistant", "tool"]),
      content: text("The text, with `{{name}}` for fields of the case.").optional(),
      file: path("A file that holds the text.", "prompts/support.md").optional(),
    })
    .superRefine((value, { addIssue }) => {
      if ((value.content === undefined) !== (value.file === undefined)) return;
      const message = "a message has either `content` or `file`";
      addIssue({ code: "custom", message, params: { code: "one-of", fix: "Keep one of the two." } });
    }),
  { expected: "a message: `{ role, content }` or `{ role, file }`" },
);

const params = givenObject.describe("Sent as they are.").optional();
const stream = flag("Read the answer as a stream, which gives the time to the first token.").optional();
const setup = argv("Run once in each arm's worktree before its first trial, without secrets.").optional();
const paths = list(
  "Files and globs whose content belongs to the target's fingerprint. Default: every tracked file.",
  path("A file or glob.", "src/**"),
  "a list of files or globs",
).optional();
const workers = count("Processes kept for the run. Default: the smaller of 4 and the CPU count.", 1, 4).optional();

export const modelKeys = {
  api: choice("Which API is called. Default: chat.", ["chat", "responses"]).optional(),
  base_url: url("Base URL of an OpenAI-compatible API.", "https://llm.example/v1").optional(),
  api_key_env: envName("Name of the environment variable that holds the key. Default: OPENAI_API_KEY.").optional(),
  headers: headers.optional(),
  params,
};

export const modelName = text("Model name.", "the name of a model", "gpt-5-mini");

const plainOpenaiTarget = z.strictObject({
  type: type("openai", "A model behind an OpenAI-compatible API."),
  model: modelName,
  ...modelKeys,
  prompt: path("Path of the prompt.", "prompts/support.md").optional(),
  messages: list("Messages, instead of a prompt file.", message, "a list of messages", 1).optional(),
  tools: path("JSON file with the tools.", "tools.json").optional(),
  response_schema: path("JSON Schema file of the reply.", "schemas/answer.json").optional(),
  stream,
});

const openaiTarget = plainOpenaiTarget.superRefine((value, { addIssue }) => {
  if (value.prompt === undefined || value.messages === undefined) return;
  const message = "`prompt` and `messages` are both written";
  addIssue({ code: "custom", message, path: ["messages"], params: { code: "one-of", fix: "Keep one of the two." } });
});

const httpTarget = z.strictObject({
  type: type("http", "An app behind a URL."),
  url: url("The URL that is called.", "http://127.0.0.1:{{port}}/chat"),
  method: choice("HTTP method. Default: POST.", ["POST", "GET", "PUT", "PATCH"]).optional(),
  headers: headers.optional(),
  body: withHint(givenValue.describe("Request body, with `{{name}}` for fields of the case."), {
    expected: "a body without null",
  }).optional(),
  response: withHint(
    z
      .strictObject({
        output: jsonPath("the output").optional(),
        context: jsonPath("the retrieved documents").optional(),
        messages: jsonPath("the messages").optional(),
        tool_calls: jsonPath("the tool calls").optional(),
        usage: jsonPath("the token counts").optional(),
      })
      .describe("Where the reply holds what."),
    { expected: "a map such as `{ output: $.answer }`" },
  ).optional(),
  preset: choice("Request and reply in a known form.", ["openai", "langgraph"]).optional(),
  stream,
  params,
  setup,
  start: argv("Starts the app from each arm's own commit; `{{port}}` is a free port.").optional(),
  ready: text("Path or URL that answers once the app is up.", "a path or URL", "/health").optional(),
  paths,
});

const commandTarget = z.strictObject({
  type: type("command", "A program that answers one JSON line for each JSON line."),
  command: argv("Program and arguments, run without a shell."),
  setup,
  paths,
  workers,
  params,
});

const moduleTarget = z.strictObject({
  type: type("module", "A function in an ES module."),
  module: path("The ES module file.", "src/app.js"),
  setup,
  paths,
  workers,
  params,
});

const replayTarget = z.strictObject({
  type: type("replay", "Trials that were recorded before."),
  records: path("A run record file.", "runs/candidate.jsonl"),
});

/** Keys of each target type. */
export const targetShapes = {
  openai: openaiTarget.shape,
  http: httpTarget.shape,
  command: commandTarget.shape,
  module: moduleTarget.shape,
  replay: replayTarget.shape,
};

export const targetSchema = withHint(
  z
    .discriminatedUnion("type", [openaiTarget, httpTarget, commandTarget, moduleTarget, replayTarget])
    .describe("What is under test: read at the base commit and at the candidate commit."),
  { expected: "a map with a `type`" },
);

const { type: _openai, ...openaiKeys } = plainOpenaiTarget.partial().shape;
const { type: _http, ...httpKeys } = httpTarget.partial().shape;
const { type: _command, ...commandKeys } = commandTarget.partial().shape;
const { type: _module, ...moduleKeys } = moduleTarget.partial().shape;
const { type: _replay, ...replayKeys } = replayTarget.partial().shape;

/** Any keys of a target; which of them fit the target's type is checked beside it. */
export const baselineSchema = withHint(
  z
    .strictObject({
      type: choice("Type of target; another than the target's makes this a target of its own.", [
        "openai",
        "http",
        "command",
        "module",
        "replay",
      ]).optional(),
      ...openaiKeys,
      ...httpKeys,
      ...commandKeys,
      ...moduleKeys,
      ...replayKeys,
    })
    .describe("Merged over `target` for the baseline arm, instead of the base commit's target."),
  { expected: "a map of target keys" },
);
