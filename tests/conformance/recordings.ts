import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { DialectQuirks, OutboundDialectId } from "#lib/gateway/dialects/dialect.ts";

/** Replies recorded from the true providers; they lie outside the project. */
export const recordingsDir = resolve(process.env["RECORDINGS_DIR"] ?? "../shared/recordings");
export const hasRecordings = existsSync(resolve(recordingsDir, "index.json"));

export type Recording = {
  readonly file: string;
  readonly dialect: OutboundDialectId;
  readonly quirks: DialectQuirks;
  readonly status: number;
  /** The last usage in the recording, as whoever recorded it found it. */
  readonly usage?: JsonObject;
};

/** All recordings of replies to generation requests, or none where the folder is absent. */
export function listRecordings(): readonly Recording[] {
  if (!hasRecordings) return [];
  const index: unknown = JSON.parse(readFileSync(resolve(recordingsDir, "index.json"), "utf8"));
  const rows = Array.isArray(index) ? index.filter(isJsonObject) : [];
  return rows.flatMap((row) => {
    const { file, status, summary } = row;
    if (typeof file !== "string" || file.includes("embeddings")) return [];
    const usage = isJsonObject(summary) ? summary["last_usage"] : undefined;
    return {
      file,
      dialect: dialectOf(file),
      quirks: file.startsWith("xai/") ? { reasoningOutsideOutput: true } : {},
      status: typeof status === "number" ? status : statusInName(file),
      ...(isJsonObject(usage) && { usage }),
    };
  });
}

export function isStream({ file }: Recording): boolean {
  return file.endsWith(".sse") || file.endsWith(".chunks.txt");
}

/** The bytes of a stream; recordings of bare chunks get the framing they had. */
export function readRecordedStream({ file }: Recording): Uint8Array {
  const bytes = readFileSync(resolve(recordingsDir, file));
  if (file.endsWith(".sse")) return bytes;
  const lines = bytes.toString("utf8").split("\n").filter(Boolean);
  return new TextEncoder().encode(lines.map((line) => `data: ${line}\n\n`).join(""));
}

export function readRecordedBody({ file }: Recording): unknown {
  return JSON.parse(readFileSync(resolve(recordingsDir, file), "utf8"));
}

/** Recordings without their request have no status but in their name: `error-429-…`. */
function statusInName(file: string): number {
  return Number(/error-(\d{3})/.exec(file)?.[1] ?? 200);
}

function dialectOf(file: string): OutboundDialectId {
  if (file.startsWith("anthropic/")) return "anthropic-messages";
  if (file.startsWith("google/")) return "google-generate";
  return file.includes("responses") ? "openai-responses" : "openai-chat";
}
