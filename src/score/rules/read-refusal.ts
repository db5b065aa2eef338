/** What was wrong with a call, in the words that a framework answers it with. */
export type Refusal = {
  readonly kind: "unknown tool" | "arguments refused";
  /** What was wrong with the arguments, which may repeat them. */
  readonly gist?: string;
};

type Pattern = {
  readonly text: RegExp;
  /** Said by tools as well: it counts only where the result is marked as an error. */
  readonly onlyMarked?: true;
};

/** Where `tool` is caught it has to be the tool that was called. */
const unknownTool: readonly Pattern[] = [
  // LangGraph, LangChain
  { text: /^(?:Error: )?["'`]?(?<tool>[^"'`\n]{1,200}?)["'`]? is not a valid tool\b/ },
  // LangChain JS, AutoGen, LlamaIndex, Agent Framework, MCP
  {
    text: /^(?:MCP error -32602: )?(?:Error: )?(?:Requested )?(?:tool|function)(?: with name)? ["'`]?(?<tool>[^"'`\s]{1,200}?)["'`]? (?:was )?(?:not found|does not exist)(?:[.,:\n]| in any workbench|$)/i,
  },
  // AutoGen, MCP, Pydantic AI
  {
    text: /^(?:MCP error -32602: )?(?:Error: )?(?:Tool not found|Unknown (?:tool|function)(?: name)?):? ["'`]?(?<tool>[^"'`\s]{1,200})/i,
  },
  // Semantic Kernel
  { text: /^The tool call with name ["'`](?<tool>[^"'`\n]{1,200})["'`] is not part of the provided tools/ },
  { text: /^Error: Requested function could not be found/ },
  // Vercel AI
  { text: /^(?:Error: )?Model tried to call unavailable tool ["'`]?(?<tool>[^"'`\s]{1,200}?)["'`]?\./ },
  {
    text: /^(?:Error: )?(?:MCP )?(?:tool|function) ["'`]?(?<tool>[^"'`\s]{1,200}?)["'`]? is not available\b/i,
    onlyMarked: true,
  },
];

const refusedArguments: readonly Pattern[] = [
  // LangGraph, LangChain: written for arguments that the schema of the tool refuses, and for nothing else.
  { text: /^(?:Error: )?Error invoking tool ["'`](?<tool>[^"'`\n]{1,200})["'`] with kwargs / },
  { text: /^(?:Error: |ToolInputParsingException: )*Received tool input did not match expected schema/ },
  // Pydantic, by the model that a framework makes of a tool's parameters: `refund`, `refundargs`, `refund_args`, `refundArguments`.
  {
    text: /^(?:Error: )?(?:Error executing tool \S{1,200}: )?\d+ validation errors? for (?<tool>\S{1,200}?)(?:_?(?:args|schema|input)|Arguments)?\s/i,
  },
  { text: /^\d+ validation errors? for \S{1,200}args\s/, onlyMarked: true },
  // OpenAI Agents
  { text: /^An error occurred while parsing tool arguments\b/ },
  {
    text: /^(?:An error occurred while running the tool\. Please try again\. Error: )?Invalid (?:JSON )?input for (?:function )?tool ["'`]?(?<tool>[^"'`\s:]{1,200})/,
  },
  // Agent Framework, AutoGen
  { text: /^Error: Argument parsing failed\b/ },
  { text: /^Error: Invalid arguments: / },
  // MCP
  {
    text: /^(?:MCP error -32602: )?(?:Input validation error: )?Invalid arguments for tool ["'`]?(?<tool>[^"'`\s:]{1,200})/,
  },
  { text: /^Input validation error: /, onlyMarked: true },
];

/** What the frameworks answer where a tool that they know and called has failed. */
const failedTool = /^(?:Error: |Error executing tool |An error occurred while running the tool\b)/;
const failedToolEnd = /\n ?Please fix (?:your mistakes|the error and try again)\.$/;

const longestRead = 2000;

/**
 * Whether a result says that its call was no call that could be carried out: of a tool that is not there, or with arguments that its schema
 * refuses. Frameworks tell that by the text of the result alone. `isMarked`: the result is marked as an error, or (false) as none.
 */
export function readRefusal(tool: string, text: string, isMarked: boolean | undefined): Refusal | undefined {
  if (isMarked === false) return undefined;
  const start = text.slice(0, longestRead).trim();
  const says = ({ text: pattern, onlyMarked }: Pattern) => {
    if (onlyMarked === true && isMarked !== true) return false;
    const found = pattern.exec(start);
    const named = found?.groups?.["tool"]?.replace(/[.,:]$/, "");
    return found !== null && (named === undefined || named === tool);
  };
  if (unknownTool.some(says)) return { kind: "unknown tool" };
  return refusedArguments.some(says) ? { kind: "arguments refused", gist: gistOf(start) } : undefined;
}

/** Whether a result that is not marked reads as an error that a framework caught. */
export function readsAsFailure(text: string): boolean {
  return failedTool.test(text) || failedToolEnd.test(text.slice(-80));
}

const wrapping =
  /^(?:An error occurred while running the tool\. Please try again\. )?(?:Error: |MCP error -32602: )+/;

/** What was wrong, without the words around it: frameworks repeat the arguments first. */
function gistOf(text: string): string {
  const [, after] = /\bwith error:\s*([\s\S]+)/.exec(text) ?? [];
  const lines = (after ?? text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:at |Please fix |For further information)/.test(line));
  return cutLine(lines.slice(0, 3).join(" ").replace(wrapping, ""));
}

function cutLine(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119).replace(/[\uD800-\uDBFF]$/, "")}...` : text;
}
