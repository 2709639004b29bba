import type { CanonicalEvent, CanonicalRequest } from "./canonical.ts";
import { customInputField, parseToolArguments } from "./tool-arguments.ts";

type Events = readonly CanonicalEvent[];
type Start = Extract<CanonicalEvent, { readonly type: "tool_start" }>;

/**
 * Turns calls of tools that take free text back into such calls, where the provider's format knew only JSON and
 * the text was the one field of it. Their JSON has to be whole before the text in it can be told.
 */
export function openCustomCalls({ tools }: CanonicalRequest): (event: CanonicalEvent) => Events {
  const names = new Set(tools.flatMap((tool) => (tool.custom ? [tool.name] : [])));
  if (names.size === 0) return (event) => [event];
  let open: { readonly start: Start; json: string } | undefined;

  function flush(): Events {
    if (!open) return [];
    const { start, json } = open;
    open = undefined;
    const text = textOf(json);
    return text === "" ? [] : [{ type: "tool_arguments", choice: start.choice, index: start.index, text }];
  }

  return (event) => {
    if (event.type === "tool_arguments" && open?.start.index === event.index && open.start.choice === event.choice) {
      open.json += event.text;
      return [];
    }
    const before = flush();
    if (event.type !== "tool_start" || event.custom || !names.has(event.name)) return [...before, event];
    const start = { ...event, custom: true };
    open = { start, json: "" };
    return [...before, start];
  };
}

function textOf(json: string): string {
  const input = parseToolArguments(json)[customInputField];
  return typeof input === "string" ? input : json;
}
