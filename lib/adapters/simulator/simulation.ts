import { z } from "zod";

const chatBody = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
});

/** What a simulated call is to do: how long it waits, how it fails, what it says. */
export type Simulation = {
  readonly model: string;
  readonly stream: boolean;
  readonly prompt: string;
  readonly inputTokens: number;
  readonly outputTokensMax: number;
  readonly latencyMs: number;
  readonly fault: Fault | undefined;
};

/** `status`: answers with that HTTP status. `reset`: the connection breaks. `cut`: the stream ends midway. `hang`: nothing comes. */
export type Fault = { readonly kind: "status"; readonly status: number } | { readonly kind: "reset" | "cut" | "hang" };

const charactersPerToken = 4;
const latencyMsMax = 60_000;

/**
 * Reads a call. A connection of the kind simulator sets its behavior by headers: `x-simulate-fault` (`500`, `429`,
 * `reset`, `cut`, `hang`) and `x-simulate-latency-ms`.
 */
export function readSimulation(body: string, headers: Readonly<Record<string, string>>): Simulation {
  const call = chatBody.parse(JSON.parse(body));
  const text = call.messages
    .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content ?? "")))
    .join("\n");
  const last = call.messages.at(-1)?.content;
  return {
    model: call.model,
    stream: call.stream ?? false,
    prompt: typeof last === "string" ? last : "",
    inputTokens: Math.max(1, Math.ceil(text.length / charactersPerToken)),
    outputTokensMax: call.max_completion_tokens ?? call.max_tokens ?? 400,
    latencyMs: Math.min(latencyMsMax, Number(headers["x-simulate-latency-ms"] ?? 20) || 0),
    fault: readFault(headers["x-simulate-fault"]),
  };
}

function readFault(text: string | undefined): Fault | undefined {
  if (text === undefined || text === "") return undefined;
  if (text === "reset" || text === "cut" || text === "hang") return { kind: text };
  const status = Number(text);
  return Number.isInteger(status) && status >= 400 && status <= 599 ? { kind: "status", status } : undefined;
}
