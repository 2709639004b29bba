import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { ReplyContext, ReplyWriter } from "../dialect.ts";
import { type FoldedChoice, foldReply } from "../fold-reply.ts";
import { writeFailFrames } from "../openai-chat/errors.ts";
import { writeChatUsage } from "../openai-chat/usage.ts";
import { writeLogprobs } from "./logprobs.ts";

/** Writes text completions, whole or streamed. Thoughts and calls have no place in the format. */
export function openCompletionWriter(context: ReplyContext): ReplyWriter {
  const fold = foldReply();
  const frames = new FrameWriter(context);
  return {
    write: (event) => {
      fold.add(event);
      return context.request.stream ? frames.write(event) : [];
    },
    end: (metadata) => frames.end(fold.usage() && writeUsage(fold), metadata),
    fail: writeFailFrames,
    whole: (metadata) =>
      jsonObject({
        ...headOf(context),
        choices: fold.choices().map((choice) => writeChoice(choice, context)),
        usage: writeUsage(fold),
        service_tier: fold.usage()?.serviceTier,
        gateway: metadata,
      }),
  };
}

function headOf({ replyId, createdSeconds, model }: ReplyContext): JsonObject {
  return { id: `cmpl-${replyId}`, object: "text_completion", created: createdSeconds, model };
}

function writeUsage(fold: ReturnType<typeof foldReply>): JsonObject | undefined {
  const usage = fold.usage();
  return usage && writeChatUsage(usage);
}

function writeChoice({ index, parts, logprobs, finish }: FoldedChoice, context: ReplyContext): JsonObject {
  const echoed = echoOf(index, context);
  const text = parts.map((part) => (part.type === "text" || part.type === "refusal" ? part.text : "")).join("");
  return {
    text: echoed + text,
    index,
    logprobs: writeLogprobs(logprobs, echoed.length),
    finish_reason: writeFinish(finish?.reason),
  };
}

/** Each prompt has as many choices as were asked for, one prompt's behind the other's. */
function echoOf(index: number, { request: { completion, choices } }: ReplyContext): string {
  if (!completion?.echo) return "";
  return completion.prompts[Math.floor(index / choices)] ?? "";
}

function writeFinish(reason: FinishReason | undefined): string {
  return reason === "length" || reason === "content_filter" ? reason : "stop";
}

class FrameWriter {
  readonly #context: ReplyContext;
  /** How many characters of each choice were written. */
  readonly #written = new Map<number, number>();
  readonly #finished = new Set<number>();
  #ended = false;

  constructor(context: ReplyContext) {
    this.#context = context;
  }

  write(event: CanonicalEvent): readonly string[] {
    if (!("choice" in event) || this.#finished.has(event.choice)) return [];
    switch (event.type) {
      case "text":
      case "refusal":
        return [...this.#open(event.choice), this.#text(event.choice, event.text)];
      case "logprobs":
        return [...this.#open(event.choice), this.#logprobs(event.choice, event.value)];
      case "finish":
        return [...this.#open(event.choice), this.#finish(event.choice, writeFinish(event.reason))];
      default:
        return [];
    }
  }

  end(usage: JsonObject | undefined, metadata: JsonObject | undefined): readonly string[] {
    if (this.#ended) return [];
    this.#ended = true;
    const open = [...this.#written.keys()].filter((choice) => !this.#finished.has(choice));
    return [...open.map((choice) => this.#finish(choice, "stop")), ...this.#usage(usage, metadata), "data: [DONE]\n\n"];
  }

  /** The echoed prompt stands before the first piece of its choice. */
  #open(choice: number): readonly string[] {
    if (this.#written.has(choice)) return [];
    this.#written.set(choice, 0);
    const echoed = echoOf(choice, this.#context);
    return echoed === "" ? [] : [this.#text(choice, echoed)];
  }

  #text(choice: number, text: string): string {
    this.#written.set(choice, (this.#written.get(choice) ?? 0) + text.length);
    return this.#frame(choice, { text, logprobs: null, finish_reason: null });
  }

  /** They come behind the text that they belong to. */
  #logprobs(choice: number, value: JsonValue): string {
    const entries = Array.isArray(value) ? value : [];
    const written = writeLogprobs(entries, 0);
    const length = entries.reduce<number>((sum, entry) => sum + tokenLength(entry), 0);
    const offset = Math.max(0, (this.#written.get(choice) ?? 0) - length);
    const logprobs = written && writeLogprobs(entries, offset);
    return this.#frame(choice, { text: "", logprobs, finish_reason: null });
  }

  #finish(choice: number, reason: string): string {
    this.#finished.add(choice);
    return this.#frame(choice, { text: "", logprobs: null, finish_reason: reason });
  }

  #frame(choice: number, { text, ...rest }: JsonObject): string {
    const choices = [{ text: text ?? "", index: choice, ...rest }];
    const usage = this.#context.request.includeUsage ? { usage: null } : {};
    return `data: ${JSON.stringify({ ...headOf(this.#context), choices, ...usage })}\n\n`;
  }

  #usage(usage: JsonObject | undefined, metadata: JsonObject | undefined): readonly string[] {
    if (!metadata && !(usage && this.#context.request.includeUsage)) return [];
    const body = {
      ...headOf(this.#context),
      choices: [],
      usage: usage ?? null,
      ...(metadata && { gateway: metadata }),
    };
    return [`data: ${JSON.stringify(body)}\n\n`];
  }
}

function tokenLength(entry: JsonValue): number {
  const token = isJsonObject(entry) ? entry["token"] : "";
  return typeof token === "string" ? token.length : 0;
}
