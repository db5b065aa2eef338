import { isJsonObject } from "./json.ts";
import type { Json, JsonObject } from "./json.ts";

/** A part of a message's content that names a file of the repository: `{ type: image, path }` or `{ type: file, path }`. */
export type FilePart = { readonly type: "image" | "file"; readonly path: string };

/** What a file part names, as it is sent. */
export type Attachment = {
  /** Told by its bytes. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** By the path as it is written in the row. */
export type Attachments = ReadonlyMap<string, Attachment>;

export function isFilePart(part: Json): part is FilePart {
  return (
    isJsonObject(part) &&
    (part["type"] === "image" || part["type"] === "file") &&
    typeof part["path"] === "string"
  );
}

/** The file parts of an input that is a list of messages; no other input has any. */
export function filePartsOf(input: Json): readonly FilePart[] {
  return messagesIn(input).flatMap((message) => contentOf(message).filter(isFilePart));
}

/** The input with something else in the place of each of its file parts; itself where it has none. */
export function replaceFileParts(input: Json, replace: (part: FilePart) => JsonObject): Json {
  if (filePartsOf(input).length === 0) return input;
  return messagesIn(input).map((message) => {
    const content = contentOf(message);
    if (!content.some(isFilePart)) return message;
    return { ...message, content: content.map((part) => (isFilePart(part) ? replace(part) : part)) };
  });
}

/** The input as a judge or a person reads it: a file is its kind and its path. */
export function withoutFiles(input: Json): Json {
  return replaceFileParts(input, ({ type, path }) => ({ type: "text", text: `[${type}: ${path}]` }));
}

/** Messages as a record keeps them: what was sent as bytes is named only. */
export function withoutBytes(messages: readonly JsonObject[]): readonly JsonObject[] {
  return messages.map((message) => {
    const content = contentOf(message);
    if (!content.some(holdsBytes)) return message;
    return { ...message, content: content.map((part) => (holdsBytes(part) ? namedPart(part) : part)) };
  });
}

function messagesIn(input: Json): readonly JsonObject[] {
  return Array.isArray(input) ? (input as readonly Json[]).filter(isJsonObject) : [];
}

function contentOf({ content }: JsonObject): readonly Json[] {
  return Array.isArray(content) ? (content as readonly Json[]) : [];
}

/** A part of the chat API with a data URL. */
function holdsBytes(part: Json): boolean {
  return bytesOf(part)?.startsWith("data:") === true;
}

function bytesOf(part: Json): string | undefined {
  if (!isJsonObject(part)) return undefined;
  const { image_url: image, file } = part;
  const bytes = isJsonObject(image) ? image["url"] : isJsonObject(file) ? file["file_data"] : undefined;
  return typeof bytes === "string" ? bytes : undefined;
}

function namedPart(part: Json): JsonObject {
  const file = isJsonObject(part) ? part["file"] : undefined;
  const name = isJsonObject(file) ? file["filename"] : undefined;
  return { type: "text", text: typeof name === "string" ? `[file: ${name}]` : "[image]" };
}
