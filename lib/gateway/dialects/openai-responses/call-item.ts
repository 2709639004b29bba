import type { Item, ItemPlace } from "./item.ts";

type Call = { readonly callId: string; readonly name: string; readonly custom: boolean };

/** A call of a function, or of a tool that takes free text. */
export function openCallItem({ id, output, emit }: ItemPlace, { callId, name, custom }: Call): Item {
  const place = { item_id: id, output_index: output };
  const event = custom ? "response.custom_tool_call_input" : "response.function_call_arguments";
  const field = custom ? "input" : "arguments";
  let text = "";
  let status = "in_progress";
  const value = () => ({
    type: custom ? "custom_tool_call" : "function_call",
    id,
    call_id: callId,
    name,
    [field]: text,
    status,
  });
  return {
    start: () => [emit("response.output_item.added", { output_index: output, item: value() })],
    write: (part) => {
      if (part.type !== "tool_arguments") return [];
      text += part.text;
      return [emit(`${event}.delta`, { ...place, delta: part.text })];
    },
    close: (incomplete) => {
      status = incomplete ? "incomplete" : "completed";
      if (text === "" && !custom) text = "{}";
      return [
        emit(`${event}.done`, { ...place, [field]: text }),
        emit("response.output_item.done", { output_index: output, item: value() }),
      ];
    },
    value,
  };
}
