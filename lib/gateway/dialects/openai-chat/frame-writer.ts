import type { JsonObject } from "#lib/core/json.ts";
import type { Usage } from "../../metering/usage.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { ReplyContext } from "../dialect.ts";
import { type ChoiceFrames, ChoiceWriter } from "./choice-writer.ts";
import { writeChatUsage } from "./usage.ts";

/**
 * Writes the frames of a streamed chat completion: one id, time and model in all of them, and usage in a frame
 * of its own for those who asked.
 */
export class FrameWriter {
  readonly #choices = new Map<number, ChoiceWriter>();
  readonly #includeUsage: boolean;
  /** What every frame begins with. */
  readonly #head: string;
  readonly #frames: ChoiceFrames;
  #usage: Usage | undefined;
  #ended = false;

  constructor({ replyId, createdSeconds, model, request }: ReplyContext) {
    this.#includeUsage = request.includeUsage;
    const fixed = { id: `chatcmpl-${replyId}`, object: "chat.completion.chunk", created: createdSeconds, model };
    this.#head = `data: ${JSON.stringify(fixed).slice(0, -1)}`;
    this.#frames = {
      ...writeFrames(this.#head, request.includeUsage),
      replyId,
      legacy: request.legacyFunctions === true,
    };
  }

  write(event: CanonicalEvent): readonly string[] {
    if (event.type === "usage") this.#usage = event.usage;
    if (!("choice" in event)) return [];
    let choice = this.#choices.get(event.choice);
    if (!choice) {
      choice = new ChoiceWriter(event.choice, this.#frames);
      this.#choices.set(event.choice, choice);
    }
    return choice.write(event);
  }

  end(metadata?: JsonObject): readonly string[] {
    if (this.#ended) return [];
    this.#ended = true;
    const finishes = [...this.#choices.values()].flatMap((choice) => choice.end());
    return [...finishes, ...this.#usageFrame(metadata), "data: [DONE]\n\n"];
  }

  /** Metadata has its place beside the usage, so whoever asked for it gets both. */
  #usageFrame(metadata: JsonObject | undefined): readonly string[] {
    const usage = this.#usage;
    if (!metadata && !(this.#includeUsage && usage)) return [];
    const body = {
      choices: [],
      ...(usage?.serviceTier && { service_tier: usage.serviceTier }),
      usage: usage ? writeChatUsage(usage) : null,
      ...(metadata && { gateway: metadata }),
    };
    return [`${this.#head},${JSON.stringify(body).slice(1)}\n\n`];
  }
}

/** Every frame but the last says that its usage is null, for those who asked for it. */
function writeFrames(head: string, includeUsage: boolean): Pick<ChoiceFrames, "delta" | "finish"> {
  const tail = includeUsage ? ',"usage":null}\n\n' : "}\n\n";
  const frame = (choice: number, delta: string, rest: string): string =>
    `${head},"choices":[{"index":${choice},"delta":${delta},${rest}}]${tail}`;
  return {
    delta: (choice, delta, logprobs = null) =>
      frame(choice, JSON.stringify(delta), `"logprobs":${JSON.stringify(logprobs)},"finish_reason":null`),
    finish: (choice, reason) => frame(choice, "{}", `"logprobs":null,"finish_reason":"${reason}"`),
  };
}
