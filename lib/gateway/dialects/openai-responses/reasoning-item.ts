import { jsonObject } from "../compact.ts";
import type { Item, ItemPlace } from "./item.ts";

/** Reasoning: its text as a summary, its proof as encrypted content. */
export function openReasoningItem({ id, output, emit }: ItemPlace): Item {
  const place = { item_id: id, output_index: output, summary_index: 0 };
  let text = "";
  let encrypted: string | undefined;
  const part = () => ({ type: "summary_text", text });
  const value = () =>
    jsonObject({ type: "reasoning", id, summary: text === "" ? [] : [part()], encrypted_content: encrypted });
  return {
    start: () => [emit("response.output_item.added", { output_index: output, item: value() })],
    write: (event) => {
      if (event.type === "reasoning_redacted") encrypted = event.data;
      if (event.type !== "reasoning") return [];
      const first = text === "" ? [emit("response.reasoning_summary_part.added", { ...place, part: part() })] : [];
      text += event.text;
      return [...first, emit("response.reasoning_summary_text.delta", { ...place, delta: event.text })];
    },
    close: () => [
      ...(text === ""
        ? []
        : [
            emit("response.reasoning_summary_text.done", { ...place, text }),
            emit("response.reasoning_summary_part.done", { ...place, part: part() }),
          ]),
      emit("response.output_item.done", { output_index: output, item: value() }),
    ],
    value,
  };
}
