import { parseShard } from "../gate/plan/shard.ts";
import type { Shard } from "../gate/plan/shard.ts";
import type { Parsed, Problem } from "../problem.ts";
import { quoteValue } from "../problem.ts";
import { promotionInputs, readPromotion } from "./promote-inputs.ts";
import type { PromotionInputs } from "./promote-inputs.ts";

/** The inputs of action.yml, checked. An empty one is an absent one. */
export type Inputs = {
  /** Gate files and globs, relative to the repository. */
  readonly config: readonly string[];
  readonly githubToken?: string;
  readonly mode: "gate" | "run" | "compare" | "promote";
  readonly base?: string;
  readonly arm: "both" | "baseline" | "candidate";
  /** The part of the cases that `mode: run` does. */
  readonly shard?: Shard;
  /** For `compare` two paths, the baseline and the candidate; for `gate` any number, whose trials need not be run again. */
  readonly records: readonly string[];
  readonly comment: "always" | "on-change" | "on-failure" | "never";
  readonly commentAuthor: string;
  readonly checkRun: boolean;
  readonly out: string;
  /** Of `mode: promote`, and of no other. */
  readonly promotion?: PromotionInputs;
};

type InputName =
  | "config"
  | "github-token"
  | "mode"
  | "base"
  | "arm"
  | "shard"
  | "records"
  | "comment"
  | "comment-author"
  | "check-run"
  | "out"
  | "from"
  | "since"
  | "filter"
  | "to"
  | "limit"
  | "branch";

/** Every input with its default, as action.yml has them too. */
export const inputDefaults: Readonly<Record<InputName, string>> = {
  config: "llm-o11y.yml",
  "github-token": "",
  mode: "gate",
  base: "",
  arm: "both",
  shard: "",
  records: "",
  comment: "always",
  "comment-author": "github-actions[bot]",
  "check-run": "false",
  out: "llm-o11y-out",
  from: "",
  since: "",
  filter: "",
  to: "",
  limit: "20",
  branch: "llm-o11y/promote",
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `INPUT_<NAME>` as the runner sets it (upper case, spaces as `_`, dashes kept), or gives every problem at once. */
export function readInputs(env: Environment): Parsed<Inputs> {
  const problems: Problem[] = [];
  const read = (name: InputName): string => {
    const given = (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
    return given === "" ? inputDefaults[name] : given;
  };
  const choose = <const T extends string>(name: InputName, values: readonly T[]): T => {
    const value = read(name);
    const found = values.find((each) => each === value);
    if (found !== undefined) return found;
    problems.push({
      code: "wrong-input",
      message: `the input \`${name}\` is ${quoteValue(value)}.`,
      fix: `Write ${values.map((each) => `\`${each}\``).join(", ")}.`,
    });
    return values[0] as T;
  };
  const lines = (name: InputName): readonly string[] =>
    read(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");

  const mode = choose("mode", ["gate", "run", "compare", "promote"]);
  const promotion = mode === "promote" ? readPromotion(read) : undefined;
  if (promotion?.ok === false) problems.push(...promotion.problems);
  if (mode !== "promote") {
    const stray = promotionInputs.filter((name) => read(name) !== inputDefaults[name]);
    problems.push(...stray.map((name) => onlyForPromote(name, mode)));
  }
  const records = lines("records");
  problems.push(...checkRecords(mode, records), ...checkInputNames(env));
  const shard = readShard(read("shard"), read("mode"));
  if (!shard.ok) problems.push(...shard.problems);
  const token = read("github-token");
  const base = read("base");
  const inputs: Inputs = {
    config: lines("config"),
    ...(token === "" ? {} : { githubToken: token }),
    mode,
    ...(base === "" ? {} : { base }),
    arm: choose("arm", ["both", "baseline", "candidate"]),
    ...(shard.ok && shard.value !== undefined ? { shard: shard.value } : {}),
    records,
    comment: choose("comment", ["always", "on-change", "on-failure", "never"]),
    commentAuthor: read("comment-author"),
    checkRun: choose("check-run", ["false", "true"]) === "true",
    out: read("out"),
    ...(promotion?.ok === true ? { promotion: promotion.value } : {}),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: inputs };
}

function onlyForPromote(name: string, mode: string): Problem {
  return {
    code: "wrong-input",
    message: `\`${name}\` goes with \`mode: promote\`, and the mode is \`${mode}\`.`,
    fix: "Remove it, or promote in a workflow of its own.",
  };
}

/** The other modes decide, and never on a part of the cases. */
function readShard(text: string, mode: string): Parsed<Shard | undefined> {
  if (text === "") return { ok: true, value: undefined };
  const shard = parseShard(text, "the input `shard`");
  if (mode === "run" || !shard.ok) return shard;
  return {
    ok: false,
    problems: [
      {
        code: "wrong-input",
        message: `\`shard\` goes with \`mode: run\`, and the mode is ${quoteValue(mode)}.`,
        fix: "Run each shard in a job of its own, and decide in one more with `mode: compare`.",
      },
    ],
  };
}

function checkRecords(mode: Inputs["mode"], records: readonly string[]): readonly Problem[] {
  if (mode === "compare" && records.length !== 2)
    return [
      {
        code: "wrong-input",
        message: `\`mode: compare\` needs two \`records\`, the baseline and the candidate, and has ${records.length}.`,
        fix: "Write one path a line: a run record, or a folder of shards.",
      },
    ];
  if (mode === "promote" && records.length > 0)
    return [
      {
        code: "wrong-input",
        message: "`records` goes with `mode: gate` and `mode: compare`, and the mode is `promote`.",
        fix: "Run records can be traces as well: name them in `from`.",
      },
    ];
  if (mode === "run" && records.length > 0)
    return [
      {
        code: "wrong-input",
        message:
          "`records` goes with `mode: gate` and `mode: compare`, and the mode is `run`, which makes records.",
        fix: "Remove it, or give it to the job that decides.",
      },
    ];
  return [];
}

/** The runner passes inputs that action.yml does not have with a warning only, and a misspelt one would be ignored. */
function checkInputNames(env: Environment): readonly Problem[] {
  const known = new Set(Object.keys(inputDefaults).map((name) => `INPUT_${name.toUpperCase()}`));
  return Object.keys(env)
    .filter((name) => name.startsWith("INPUT_") && env[name] !== "" && !known.has(name))
    .map((name) => {
      const written = name.slice("INPUT_".length).toLowerCase();
      return {
        code: "unknown-input",
        message: `the input \`${written}\` is not known.`,
        fix: `The inputs are ${Object.keys(inputDefaults).join(", ")}.`,
      };
    });
}
