import { features, type Outcome } from "./features.ts";
import { inboundIds, outboundIds } from "./support.ts";

/** What becomes of every feature in every pair of formats, as the suite proves it: one line a feature. */
export function conformanceTable(): string {
  const header = ["feature", "asked by", ...outboundIds];
  const rows = features.map(({ name, from, to }) => [
    name,
    inboundIds
      .filter((id) => from[id])
      .map(shortName)
      .join(" "),
    ...outboundIds.map((id) => wordFor(to[id])),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [header, widths.map((width) => "-".repeat(width)), ...rows];
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function wordFor({ body, dropped, refused, calls }: Outcome): string {
  if (refused) return "refused";
  if (calls !== undefined || (dropped && body)) return "emulated";
  return dropped ? "dropped" : "native";
}

function shortName(id: string): string {
  return id.split("-")[1] ?? id;
}
