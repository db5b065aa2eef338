import { parse } from "yaml";
import { z } from "zod";

const actionSchema = z.object({
  inputs: z.record(z.string(), z.strictObject({ description: z.string().min(1), default: z.string() })),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(1) })),
  runs: z.strictObject({ using: z.string(), main: z.string() }),
});

export type ActionFile = z.infer<typeof actionSchema>;

/** What `action.yml` says; throws where it is not YAML, or has no description or default somewhere. */
export function readActionFile(text: string): ActionFile {
  return actionSchema.parse(parse(text));
}

/** The table of inputs in docs/action.md. */
export function inputTable({ inputs }: ActionFile): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default === "" ? "" : `\`${input.default}\``,
    input.description,
  ]);
  return table(["input", "default", "meaning"], rows);
}

/** The table of outputs in docs/action.md. */
export function outputTable({ outputs }: ActionFile): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  return table(["output", "meaning"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
