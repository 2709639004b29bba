import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayError } from "../../errors.ts";
import type { Usage } from "../../metering/usage.ts";
import type { CanonicalEvent, FinishReason } from "../canonical.ts";
import { openCustomCalls } from "../custom-calls.ts";
import type { ReplyContext, ReplyWriter } from "../dialect.ts";
import { writeFrame } from "../named-frame.ts";
import { restoreToolNames } from "../tool-names.ts";
import { writeFailFrames } from "./errors.ts";
import { ItemWriter } from "./item-writer.ts";
import { endOf, writeSkeleton } from "./skeleton.ts";
import { writeResponsesUsage } from "./usage.ts";

export function openResponsesWriter(context: ReplyContext): ReplyWriter {
  const writer = new ResponseWriter(context);
  const unwrap = openCustomCalls(context.request);
  const rename = restoreToolNames(context.request);
  return {
    write: (event) => unwrap(rename(event)).flatMap((one) => writer.write(one)),
    end: (metadata) => writer.end(metadata),
    fail: (error) => writer.fail(error),
    whole: (metadata) => writer.whole(metadata),
  };
}

/**
 * Writes a response. Its last event holds the whole of it, so the items are collected in any case and the whole
 * reply is that event's.
 */
class ResponseWriter {
  readonly #skeleton: JsonObject;
  readonly #streams: boolean;
  readonly #items: ItemWriter;
  #sequence = 0;
  #usage: Usage | undefined;
  #reason: FinishReason | undefined;
  #started = false;
  #ended = false;

  constructor(context: ReplyContext) {
    this.#skeleton = writeSkeleton(context);
    this.#streams = context.request.stream;
    this.#items = new ItemWriter(context, (type, body) => this.#emit(type, body));
  }

  write(event: CanonicalEvent): readonly string[] {
    if (event.type === "usage") this.#usage = event.usage;
    const start = this.#start();
    if (!("choice" in event) || event.choice !== 0 || this.#reason !== undefined) return start;
    if (event.type !== "finish") return this.#streamed([...start, ...this.#items.write(event)]);
    this.#reason = event.reason;
    return this.#streamed([...start, ...this.#items.close(endOf(event.reason)["status"] === "incomplete")]);
  }

  end(metadata?: JsonObject): readonly string[] {
    if (this.#ended) return [];
    this.#ended = true;
    const open = [...this.#start(), ...this.#items.close()];
    const response = this.#response(metadata);
    // The metadata stands in the response, where the whole reply has it, and beside it as in the other formats.
    const body = { response, ...(metadata && { gateway: metadata }) };
    return this.#streamed([...open, this.#emit(`response.${String(response["status"])}`, body)]);
  }

  fail(error: GatewayError): readonly string[] {
    return writeFailFrames(error, { ...this.#skeleton, output: this.#items.output() }, this.#sequence);
  }

  whole(metadata?: JsonObject): JsonObject {
    this.#items.close();
    return this.#response(metadata);
  }

  #emit(type: string, body: JsonObject): string {
    return this.#streams ? writeFrame({ type, sequence_number: this.#sequence++, ...body }) : "";
  }

  #streamed(frames: readonly string[]): readonly string[] {
    return this.#streams ? frames : [];
  }

  #start(): readonly string[] {
    if (this.#started || !this.#streams) return [];
    this.#started = true;
    const body = { response: this.#skeleton };
    return [this.#emit("response.created", body), this.#emit("response.in_progress", body)];
  }

  #response(metadata: JsonObject | undefined): JsonObject {
    const usage = this.#usage;
    return {
      ...this.#skeleton,
      ...endOf(this.#reason),
      output: this.#items.output(),
      usage: usage ? writeResponsesUsage(usage) : null,
      ...(usage?.serviceTier && { service_tier: usage.serviceTier }),
      ...(metadata && { gateway: metadata }),
    };
  }
}
