import type { Part } from "./canonical.ts";

const mark = "Error: ";

/**
 * A failed result for formats that have no word for the failure: its text says so. `dropped` gets the name of the word.
 */
export function tellError(
  result: Extract<Part, { readonly type: "tool_result" }>,
  dropped: Set<string>,
): readonly Part[] {
  if (!result.isError) return result.parts;
  dropped.add("is_error");
  const first = result.parts.findIndex((part) => part.type === "text");
  if (first === -1) return [{ type: "text", text: `${mark.trimEnd()} the tool failed.` }, ...result.parts];
  return result.parts.map((part, index) =>
    index === first && part.type === "text" && !/^error\b/i.test(part.text)
      ? { ...part, text: mark + part.text }
      : part,
  );
}
