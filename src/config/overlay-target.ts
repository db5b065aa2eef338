import { isJsonObject } from "../experiment/json.ts";
import type { Json, JsonObject } from "../experiment/json.ts";

/**
 * The target that `baseline:` makes of another: maps merge, everything else replaces. Another `type` shares no keys with it, and
 * `prompt` and `messages` take each other's place.
 */
export function overlayTarget(target: JsonObject, overlay: JsonObject): JsonObject {
  const { type } = overlay;
  if (type !== undefined && type !== target["type"]) return overlay;
  const asks = overlay["prompt"] !== undefined || overlay["messages"] !== undefined;
  const { prompt: _prompt, messages: _messages, ...silent } = target;
  return mergeMaps(asks ? silent : target, overlay);
}

function mergeMaps(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isJsonObject(value) && isJsonObject(below) ? mergeMaps(below, value) : value;
  }
  return merged;
}
