import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";

type Call = { readonly index: number; readonly id: string };

/**
 * Numbers the tool calls of one choice 0, 1, 2 … however the provider does: indexes that start at 1 or are
 * missing, several calls under one index, whole calls in one delta, empty names on later deltas.
 */
export function openToolCalls(choice: number) {
  const calls: Call[] = [];
  const byWireIndex = new Map<number, Call>();

  function find(id: string, wireIndex: number | undefined): Call | undefined {
    if (wireIndex === undefined) return id === "" ? calls.at(-1) : calls.find((call) => call.id === id);
    const call = byWireIndex.get(wireIndex);
    return call && id !== "" && call.id !== "" && call.id !== id ? undefined : call;
  }

  function readCall(value: JsonValue, events: CanonicalEvent[]): void {
    if (!isJsonObject(value)) return;
    const custom = value["type"] === "custom" || isJsonObject(value["custom"]);
    const body = value[custom ? "custom" : "function"];
    const { name, arguments: text, input } = isJsonObject(body) ? body : {};
    const id = typeof value["id"] === "string" ? value["id"] : "";
    const wireIndex = typeof value["index"] === "number" ? value["index"] : undefined;
    let call = find(id, wireIndex);
    if (!call || (wireIndex === undefined && id === "" && typeof name === "string" && name !== "")) {
      call = { index: calls.length, id };
      calls.push(call);
      if (wireIndex !== undefined) byWireIndex.set(wireIndex, call);
      const start = {
        type: "tool_start",
        choice,
        index: call.index,
        id,
        name: typeof name === "string" ? name : "",
      } as const;
      const signature = googleSignature(value);
      events.push({ ...start, ...(signature && { signature }), ...(custom && { custom }) });
    }
    const piece = argumentText(custom ? input : text);
    if (piece !== "") events.push({ type: "tool_arguments", choice, index: call.index, text: piece });
  }

  return {
    read: (delta: JsonObject, events: CanonicalEvent[]): void => {
      const { tool_calls: list, function_call: legacy } = delta;
      if (Array.isArray(list)) for (const value of list) readCall(value, events);
      else if (isJsonObject(legacy)) readCall({ index: 0, function: legacy }, events);
    },
    count: () => calls.length,
  };
}

/** Some servers send the arguments as an object in place of its text. */
function argumentText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  return isJsonObject(value) ? JSON.stringify(value) : "";
}

function googleSignature(call: JsonObject): string | undefined {
  const extra = call["extra_content"];
  const google = isJsonObject(extra) ? extra["google"] : undefined;
  const signature = isJsonObject(google) ? google["thought_signature"] : undefined;
  return typeof signature === "string" ? signature : undefined;
}
