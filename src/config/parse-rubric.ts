import type { JsonObject } from "../experiment/json.ts";
import type { Parsed, Problem } from "../problem.ts";
import type { RubricFile } from "./config.ts";
import { checkTree } from "./explain-issue.ts";
import { quoteUnlessKey } from "./key-shape.ts";
import { failWith } from "./problem-list.ts";
import { rubricSchema } from "./schema/rubric.ts";
import { childOf, toJson } from "./source-tree.ts";
import type { SourceNode } from "./source-tree.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { readYaml } from "./yaml-source.ts";

type Grades = Readonly<Record<string, number>> | readonly (string | number)[];

/** The rubric of a `.yml` file, or every problem in it. Whether a criterion's placeholders name anything is not judged here. */
export function parseRubricFile(file: string, text: string): Parsed<RubricFile> {
  const source = readYaml(file, text);
  if (!source.ok) return failWith(source.problems);
  const criteria = childOf(source.value, "criteria");
  const items = criteria?.kind === "list" ? criteria.items : [];
  const faults = checkTree(rubricSchema, source.value);
  // What is not of the right form may well have no grades to compare.
  const problems = [...faults, ...checkIds(items), ...(faults.length > 0 ? [] : items.flatMap(checkGrades))];
  if (problems.length > 0) return failWith(problems);
  const written = rubricSchema.parse(toJson(source.value));
  return {
    ok: true,
    value: {
      ...withoutUndefined({ instructions: written.instructions }),
      criteria: written.criteria.map(({ grades, failure, ...criterion }) => ({
        ...criterion,
        ...(grades === undefined ? {} : { grades: spread(grades) }),
        ...withoutUndefined({ failure }),
      })),
      canaries: written.canaries.map(({ input, output, passed, ...more }) => ({
        input,
        output,
        passed,
        ...withoutUndefined(more),
      })),
    },
  };
}

/** From worst to best. A list is spread evenly; a map is put in order, since the keys of an object keep none. */
function spread(grades: Grades): readonly { readonly word: string; readonly value: number }[] {
  if (isList(grades))
    return grades.map((grade, index) => ({ word: String(grade), value: index / (grades.length - 1) }));
  const entries = Object.entries(grades).map(([word, value]) => ({ word, value }));
  return entries.toSorted((a, b) => a.value - b.value);
}

function isList(grades: Grades): grades is readonly (string | number)[] {
  return Array.isArray(grades);
}

function checkIds(items: readonly SourceNode[]): readonly Problem[] {
  return doubled(items.map((item) => childOf(item, "id"))).map(({ node, value, line }) => ({
    code: "duplicate-name",
    ...node.place,
    message: `criterion ${quoteUnlessKey(value)} is already on line ${line}.`,
    fix: "Give each criterion its own id.",
  }));
}

function checkGrades(item: SourceNode): readonly Problem[] {
  const grades = childOf(item, "grades");
  if (grades === undefined) return [];
  if (grades.kind === "list") {
    return doubled(grades.items).map(({ node, value }) => ({
      code: "duplicate-name",
      ...node.place,
      message: `the grade ${quoteUnlessKey(value)} is written twice.`,
      fix: "Write each grade once, from worst to best.",
    }));
  }
  const values = Object.values(toJson(grades) as JsonObject);
  if (new Set(values).size > 1) return [];
  const message = "the grades all count the same, so they tell nothing apart.";
  return [
    {
      code: "wrong-value",
      ...grades.place,
      message,
      fix: "Write a map such as { no: 0, partly: 0.5, yes: 1 }.",
    },
  ];
}

/** Scalars that an earlier one equals as a text, with the line of that one. */
function doubled(nodes: readonly (SourceNode | undefined)[]): readonly {
  readonly node: SourceNode;
  readonly value: string;
  readonly line: number | undefined;
}[] {
  const lineByText = new Map<string, number | undefined>();
  return nodes.flatMap((node) => {
    if (node?.kind !== "scalar") return [];
    const value = String(node.value);
    if (lineByText.has(value)) return [{ node, value, line: lineByText.get(value) }];
    lineByText.set(value, node.place.line);
    return [];
  });
}
