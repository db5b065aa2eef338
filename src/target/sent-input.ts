import type { Case } from "../experiment/case.ts";
import { replaceFileParts } from "../experiment/content-parts.ts";
import type { FilePart } from "../experiment/content-parts.ts";
import type { Json, JsonObject } from "../experiment/json.ts";

/** The input as it is sent: its images and files as the chat API has them, with their bytes. */
export function sentInput({ input, attachments, place }: Case): Json {
  return replaceFileParts(input, (part) => {
    const attachment = attachments?.get(part.path);
    if (attachment === undefined) throw new Error(`${place.file}:${place.line}: ${part.path} was not read`);
    const bytes = Buffer.from(attachment.bytes).toString("base64");
    return chatPart(part, `data:${attachment.mediaType};base64,${bytes}`);
  });
}

function chatPart({ type, path }: FilePart, url: string): JsonObject {
  if (type === "image") return { type: "image_url", image_url: { url } };
  return { type: "file", file: { filename: path.slice(path.lastIndexOf("/") + 1), file_data: url } };
}
