import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

type Node = {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Record<string, unknown>;
  readonly children?: readonly Node[];
};

const pipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize);

/** What GitHub would show: the tree after Markdown, raw HTML and the sanitizer. */
export function renderGfm(markdown: string): Node {
  return pipeline.runSync(pipeline.parse(markdown));
}

/** Every element with this tag, in document order. */
export function elements(node: Node, tag: string): readonly Node[] {
  const inside = (node.children ?? []).flatMap((child) => elements(child, tag));
  return node.tagName === tag ? [node, ...inside] : inside;
}

export function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join("");
}

/** The text in which GitHub looks for mentions, references and emoji: all but code, pre and links. */
export function activeText(node: Node): string {
  if (node.tagName === "code" || node.tagName === "pre" || node.tagName === "a") return " ";
  return node.value ?? (node.children ?? []).map(activeText).join("");
}

/** How many of each tag there are. */
export function countTags(tree: Node): Record<string, number> {
  const counts: Record<string, number> = {};
  const walk = (node: Node): void => {
    if (node.tagName !== undefined) counts[node.tagName] = (counts[node.tagName] ?? 0) + 1;
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  return counts;
}

/** How many of each tag this Markdown renders to. */
export function tagCounts(markdown: string): Record<string, number> {
  return countTags(renderGfm(markdown));
}
