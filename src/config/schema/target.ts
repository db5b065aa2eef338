import * as z from "zod/mini";
import {
  argv,
  choice,
  count,
  envName,
  flag,
  given,
  givenObject,
  headers,
  list,
  path,
  text,
  type,
  url,
  withHint,
} from "./hint.ts";

const jsonPath = (what: string) =>
  withHint(z.string().check(z.regex(/^\$/)), {
    description: `JSONPath of ${what} in the reply.`,
    expected: "a JSONPath, which starts with `$`",
    example: "$.output",
  });

const message = withHint(
  z
    .strictObject({
      role: choice("Who speaks.", ["system", "developer", "user", "assistant", "tool"]),
      content: z.optional(text("The text, with `{{name}}` for fields of the case.")),
      file: z.optional(path("A file that holds the text.", "prompts/support.md")),
    })
    .check(
      z.superRefine((value, { addIssue }) => {
        if ((value.content === undefined) !== (value.file === undefined)) return;
        const message = "a message has either `content` or `file`";
        addIssue({ code: "custom", message, params: { code: "one-of", fix: "Keep one of the two." } });
      }),
    ),
  { expected: "a message: `{ role, content }` or `{ role, file }`" },
);

const params = z.optional(givenObject("Sent as they are."));
const stream = z.optional(flag("Read the answer as a stream, which gives the time to the first token."));
const setup = z.optional(argv("Run once in each arm's worktree before its first trial, without secrets."));
const paths = z.optional(
  list(
    "Files and globs whose content belongs to the target's fingerprint. Default: every tracked file.",
    path("A file or glob.", "src/**"),
    "a list of files or globs",
  ),
);
const workers = z.optional(count("Processes kept for the run. Default: the smaller of 4 and the CPU count.", 1, 4));

export const modelKeys = {
  api: z.optional(choice("Which API is called. Default: chat.", ["chat", "responses"])),
  base_url: z.optional(url("Base URL of an OpenAI-compatible API.", "https://llm.example/v1")),
  api_key_env: z.optional(envName("Name of the environment variable that holds the key. Default: OPENAI_API_KEY.")),
  headers: z.optional(headers),
  params,
};

export const modelName = text("Model name.", "the name of a model", "gpt-5-mini");

const openaiTarget = z
  .strictObject({
    type: type("openai", "A model behind an OpenAI-compatible API."),
    model: modelName,
    ...modelKeys,
    prompt: z.optional(path("Path of the prompt.", "prompts/support.md")),
    messages: z.optional(list("Messages, instead of a prompt file.", message, "a list of messages", 1)),
    tools: z.optional(path("JSON file with the tools.", "tools.json")),
    response_schema: z.optional(path("JSON Schema file of the reply.", "schemas/answer.json")),
    stream,
  })
  .check(
    z.superRefine((value, { addIssue }) => {
      if (value.prompt === undefined || value.messages === undefined) return;
      const message = "`prompt` and `messages` are both written";
      addIssue({ code: "custom", message, path: ["messages"], params: { code: "one-of", fix: "Keep one of the two." } });
    }),
  );

const httpTarget = z.strictObject({
  type: type("http", "An app behind a URL."),
  url: url("The URL that is called.", "http://127.0.0.1:{{port}}/chat"),
  method: z.optional(choice("HTTP method. Default: POST.", ["POST", "GET", "PUT", "PATCH"])),
  headers: z.optional(headers),
  body: z.optional(given("Request body, with `{{name}}` for fields of the case.", "a body without null")),
  response: z.optional(
    withHint(
      z.strictObject({
        output: z.optional(jsonPath("the output")),
        context: z.optional(jsonPath("the retrieved documents")),
        messages: z.optional(jsonPath("the messages")),
        tool_calls: z.optional(jsonPath("the tool calls")),
        usage: z.optional(jsonPath("the token counts")),
      }),
      { description: "Where the reply holds what.", expected: "a map such as `{ output: $.answer }`" },
    ),
  ),
  preset: z.optional(choice("Request and reply in a known form.", ["openai", "langgraph"])),
  stream,
  params,
  setup,
  start: z.optional(argv("Starts the app from each arm's own commit; `{{port}}` is a free port.")),
  ready: z.optional(text("Path or URL that answers once the app is up.", "a path or URL", "/health")),
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
  z.discriminatedUnion("type", [openaiTarget, httpTarget, commandTarget, moduleTarget, replayTarget]),
  { description: "What is under test: read at the base commit and at the candidate commit.", expected: "a map with a `type`" },
);

const { type: _openai, ...openaiKeys } = openaiTarget.shape;
const { type: _http, ...httpKeys } = httpTarget.shape;
const { type: _command, ...commandKeys } = commandTarget.shape;
const { type: _module, ...moduleKeys } = moduleTarget.shape;
const { type: _replay, ...replayKeys } = replayTarget.shape;

/** Any keys of a target; which of them fit the target's type is checked beside it. */
export const baselineSchema = withHint(
  z.partial(
    z.strictObject({
      type: choice("Type of target; another than the target's makes this a target of its own.", [
        "openai",
        "http",
        "command",
        "module",
        "replay",
      ]),
      ...openaiKeys,
      ...httpKeys,
      ...commandKeys,
      ...moduleKeys,
      ...replayKeys,
    }),
  ),
  {
    description: "Merged over `target` for the baseline arm, instead of the base commit's target.",
    expected: "a map of target keys",
  },
);
