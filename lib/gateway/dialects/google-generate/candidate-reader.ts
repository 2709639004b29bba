import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { compact } from "../compact.ts";
import { googleFormat } from "../reasoning-formats.ts";
import { readCitations } from "./citations.ts";
import { isFailure, readFinishReason } from "./finish.ts";
import { readLogprobs } from "./logprobs.ts";

type Events = readonly CanonicalEvent[];

const format = googleFormat;

/** Reads the pieces of one candidate. */
export class CandidateReader {
  readonly #choice: number;
  #calls = 0;
  #spoke = false;
  #finished = false;

  constructor(choice: number) {
    this.#choice = choice;
  }

  get isFinished(): boolean {
    return this.#finished;
  }

  read(candidate: JsonObject): Events {
    const { content, logprobsResult } = candidate;
    const list = isJsonObject(content) && Array.isArray(content["parts"]) ? content["parts"] : [];
    const parts = list.flatMap((part: JsonValue) => (isJsonObject(part) ? this.#readPart(part) : []));
    if (parts.length > 0) this.#spoke = true;
    const entries = readLogprobs(logprobsResult);
    const logprobs = entries.length > 0 ? [{ type: "logprobs" as const, choice: this.#choice, value: entries }] : [];
    return [...parts, ...logprobs, ...this.#finish(candidate)];
  }

  #readPart(part: JsonObject): Events {
    const choice = this.#choice;
    const { text, thought, functionCall, inlineData, thoughtSignature } = part;
    const signature = typeof thoughtSignature === "string" && thoughtSignature !== "" ? thoughtSignature : undefined;
    if (isJsonObject(functionCall)) return this.#readCall(functionCall, signature);
    const signed = signature === undefined ? [] : [{ type: "reasoning_signature" as const, choice, signature, format }];
    // The signature of a text stands before it: it closes the thoughts that led to the text.
    if (typeof text === "string") return text === "" ? signed : [...signed, this.#textEvent(text, thought === true)];
    if (isJsonObject(inlineData)) return this.#readMedia(inlineData);
    return [{ type: "native", choice, dialect: "google-generate", value: part }, ...signed];
  }

  #textEvent(text: string, isThought: boolean): CanonicalEvent {
    const choice = this.#choice;
    return isThought ? { type: "reasoning", choice, text, format } : { type: "text", choice, text };
  }

  #readCall({ id, name, args }: JsonObject, signature: string | undefined): Events {
    const choice = this.#choice;
    const index = this.#calls++;
    const given = typeof id === "string" ? id : "";
    const start = compact({
      type: "tool_start" as const,
      choice,
      index,
      id: given,
      name: String(name ?? ""),
      signature,
    });
    return [start, { type: "tool_arguments", choice, index, text: JSON.stringify(isJsonObject(args) ? args : {}) }];
  }

  /** Sound goes to chat's clients as a spoken answer, pictures in the shape in which OpenRouter sends them. */
  #readMedia({ mimeType, data }: JsonObject): Events {
    const type = String(mimeType);
    if (type.startsWith("audio/")) {
      const audio = { id: `audio_${this.#choice}`, data: String(data), expires_at: 0, transcript: "", mime_type: type };
      return [{ type: "native", choice: this.#choice, dialect: "openai-chat", value: { audio } }];
    }
    if (!type.startsWith("image/")) return [];
    const image = { type: "image_url", image_url: { url: `data:${type};base64,${String(data)}` } };
    return [{ type: "native", choice: this.#choice, dialect: "openai-chat", value: { images: [image] } }];
  }

  #finish({ finishReason: native, finishMessage = "", groundingMetadata }: JsonObject): Events {
    if (typeof native !== "string" || native === "" || this.#finished) return [];
    this.#finished = true;
    if (isFailure(native) && !this.#spoke) {
      const detail = `${native}: ${String(finishMessage)}`;
      return [{ type: "error", error: new GatewayError("upstream_invalid_response", { detail }) }];
    }
    const choice = this.#choice;
    const sources = readCitations(groundingMetadata, choice);
    return [...sources, { type: "finish", choice, reason: readFinishReason(native, this.#calls), native }];
  }
}
