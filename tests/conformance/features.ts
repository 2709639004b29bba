import type { JsonObject } from "#lib/core/json.ts";
import type { OutboundDialectId } from "#lib/gateway/dialects/dialect.ts";
import type { InboundId } from "./support.ts";

/** What becomes of a feature in one format: a part of the body, names of what was dropped, or the code of a refusal. */
export type Outcome = {
  readonly body?: JsonObject;
  readonly dropped?: readonly string[];
  readonly refused?: string;
  /** The request becomes as many calls, none of which asks for more than one choice. */
  readonly calls?: number;
};

/** One feature as callers of each format ask for it, and as providers of each format must get it. */
export type Feature = {
  readonly name: string;
  readonly from: Partial<Readonly<Record<InboundId, JsonObject>>>;
  readonly to: Readonly<Record<OutboundDialectId, Outcome>>;
};

const schema = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const chatTool = { type: "function", function: { name: "weather", description: "Weather now", parameters: schema } };
const responsesTool = {
  type: "function",
  name: "weather",
  description: "Weather now",
  parameters: schema,
  strict: false,
};
const claudeTool = { name: "weather", description: "Weather now", input_schema: schema };
const geminiTool = {
  functionDeclarations: [{ name: "weather", description: "Weather now", parametersJsonSchema: schema }],
};
const otherTool = (id: InboundId) =>
  ({
    "openai-chat": { type: "function", function: { name: "clock" } },
    "openai-responses": { type: "function", name: "clock" },
    "anthropic-messages": { name: "clock", input_schema: { type: "object", properties: {} } },
  })[id];
const chatTools = [chatTool, otherTool("openai-chat")];
const responsesTools = [responsesTool, otherTool("openai-responses")];
const claudeTools = [claudeTool, otherTool("anthropic-messages")];

const png = "iVBORw0KGgo=";
const pdf = "JVBERi0xLjQ=";
const chatUser = (...parts: JsonObject[]) => ({ messages: [{ role: "user", content: parts }] });
const responsesUser = (...parts: JsonObject[]) => ({ input: [{ role: "user", content: parts }] });
const geminiUser = (...parts: JsonObject[]) => ({ contents: [{ role: "user", parts }] });
const same = (outcome: Outcome) => ({
  "openai-chat": outcome,
  "openai-responses": outcome,
  "anthropic-messages": outcome,
  "google-generate": outcome,
});

const content: readonly Feature[] = [
  {
    name: "system prompt",
    from: {
      "openai-chat": {
        messages: [
          { role: "system", content: "Be kind." },
          { role: "user", content: "Hi" },
        ],
      },
      "openai-responses": { instructions: "Be kind.", input: "Hi" },
      "anthropic-messages": { system: "Be kind.", messages: [{ role: "user", content: "Hi" }] },
    },
    to: {
      "openai-chat": {
        body: {
          messages: [
            { role: "system", content: "Be kind." },
            { role: "user", content: "Hi" },
          ],
        },
      },
      "openai-responses": { body: { instructions: "Be kind.", input: [{ role: "user", content: "Hi" }] } },
      "anthropic-messages": {
        body: { system: "Be kind.", messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }] },
      },
      "google-generate": {
        body: { systemInstruction: { parts: [{ text: "Be kind." }] }, ...geminiUser({ text: "Hi" }) },
      },
    },
  },
  {
    name: "image as bytes",
    from: {
      "openai-chat": chatUser({ type: "image_url", image_url: { url: `data:image/png;base64,${png}` } }),
      "openai-responses": responsesUser({ type: "input_image", image_url: `data:image/png;base64,${png}` }),
      "anthropic-messages": chatUser({ type: "image", source: { type: "base64", media_type: "image/png", data: png } }),
    },
    to: {
      "openai-chat": { body: chatUser({ type: "image_url", image_url: { url: `data:image/png;base64,${png}` } }) },
      "openai-responses": { body: responsesUser({ type: "input_image", image_url: `data:image/png;base64,${png}` }) },
      "anthropic-messages": {
        body: chatUser({ type: "image", source: { type: "base64", media_type: "image/png", data: png } }),
      },
      "google-generate": { body: geminiUser({ inlineData: { mimeType: "image/png", data: png } }) },
    },
  },
  {
    name: "image by address",
    from: {
      "openai-chat": chatUser({ type: "image_url", image_url: { url: "https://example.com/a.png" } }),
      "openai-responses": responsesUser({ type: "input_image", image_url: "https://example.com/a.png" }),
      "anthropic-messages": chatUser({ type: "image", source: { type: "url", url: "https://example.com/a.png" } }),
    },
    to: {
      "openai-chat": { body: chatUser({ type: "image_url", image_url: { url: "https://example.com/a.png" } }) },
      "openai-responses": { body: responsesUser({ type: "input_image", image_url: "https://example.com/a.png" }) },
      "anthropic-messages": {
        body: chatUser({ type: "image", source: { type: "url", url: "https://example.com/a.png" } }),
      },
      "google-generate": {
        body: geminiUser({ fileData: { fileUri: "https://example.com/a.png", mimeType: "image/png" } }),
      },
    },
  },
  {
    name: "PDF",
    from: {
      "openai-chat": chatUser({
        type: "file",
        file: { filename: "a.pdf", file_data: `data:application/pdf;base64,${pdf}` },
      }),
      "openai-responses": responsesUser({
        type: "input_file",
        filename: "a.pdf",
        file_data: `data:application/pdf;base64,${pdf}`,
      }),
      "anthropic-messages": chatUser({
        type: "document",
        title: "a.pdf",
        source: { type: "base64", media_type: "application/pdf", data: pdf },
      }),
    },
    to: {
      "openai-chat": {
        body: chatUser({ type: "file", file: { filename: "a.pdf", file_data: `data:application/pdf;base64,${pdf}` } }),
      },
      "openai-responses": {
        body: responsesUser({ type: "input_file", filename: "a.pdf", file_data: `data:application/pdf;base64,${pdf}` }),
      },
      "anthropic-messages": {
        body: chatUser({
          type: "document",
          title: "a.pdf",
          source: { type: "base64", media_type: "application/pdf", data: pdf },
        }),
      },
      "google-generate": { body: geminiUser({ inlineData: { mimeType: "application/pdf", data: pdf } }) },
    },
  },
  {
    name: "audio",
    from: {
      "openai-chat": chatUser({ type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } }),
      "openai-responses": responsesUser({ type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } }),
    },
    to: {
      "openai-chat": { body: chatUser({ type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } }) },
      "openai-responses": {
        body: responsesUser({ type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } }),
      },
      "anthropic-messages": { refused: "unsupported_parameter" },
      "google-generate": { body: geminiUser({ inlineData: { mimeType: "audio/wav", data: "UklGRg==" } }) },
    },
  },
  {
    name: "cache mark",
    from: {
      "openai-chat": chatUser({ type: "text", text: "Hi", cache_control: { type: "ephemeral", ttl: "1h" } }),
      "anthropic-messages": chatUser({ type: "text", text: "Hi", cache_control: { type: "ephemeral", ttl: "1h" } }),
    },
    to: {
      ...same({ dropped: ["cache_control"] }),
      "anthropic-messages": {
        body: chatUser({ type: "text", text: "Hi", cache_control: { type: "ephemeral", ttl: "1h" } }),
      },
    },
  },
];

const calls: readonly Feature[] = [
  {
    name: "tools",
    from: {
      "openai-chat": { tools: [chatTool] },
      "openai-responses": { tools: [responsesTool] },
      "anthropic-messages": { tools: [claudeTool] },
    },
    to: {
      "openai-chat": { body: { tools: [chatTool] } },
      "openai-responses": { body: { tools: [responsesTool] } },
      "anthropic-messages": { body: { tools: [claudeTool] } },
      "google-generate": { body: { tools: [geminiTool] } },
    },
  },
  {
    name: "tool without parameters",
    from: {
      "openai-chat": { tools: [otherTool("openai-chat")] },
      "openai-responses": { tools: [otherTool("openai-responses")] },
    },
    to: {
      "openai-chat": { body: { tools: [{ type: "function", function: { name: "clock" } }] } },
      "openai-responses": {
        body: { tools: [{ type: "function", name: "clock", parameters: { type: "object", properties: {} } }] },
      },
      "anthropic-messages": { body: { tools: [{ name: "clock", input_schema: { type: "object", properties: {} } }] } },
      "google-generate": { body: { tools: [{ functionDeclarations: [{ name: "clock" }] }] } },
    },
  },
  {
    name: "strict tool",
    from: {
      "openai-chat": { tools: [{ type: "function", function: { ...chatTool.function, strict: true } }] },
      "openai-responses": { tools: [{ ...responsesTool, strict: true }] },
      "anthropic-messages": { tools: [{ ...claudeTool, strict: true }] },
    },
    to: {
      "openai-chat": { body: { tools: [{ type: "function", function: { name: "weather", strict: true } }] } },
      "openai-responses": { body: { tools: [{ name: "weather", strict: true }] } },
      "anthropic-messages": { body: { tools: [{ name: "weather", strict: true }] } },
      "google-generate": { body: { toolConfig: { functionCallingConfig: { mode: "VALIDATED" } } } },
    },
  },
  ...(
    [
      ["auto", "auto", { type: "auto" }, { type: "auto" }, { mode: "AUTO" }],
      ["none", "none", { type: "none" }, { type: "none" }, { mode: "NONE" }],
      ["required", "required", { type: "any" }, { type: "any" }, { mode: "ANY" }],
    ] as const
  ).map(([name, openai, claudeIn, claudeOut, gemini]) => ({
    name: `tool choice ${name}`,
    from: {
      "openai-chat": { tools: chatTools, tool_choice: openai },
      "openai-responses": { tools: responsesTools, tool_choice: openai },
      "anthropic-messages": { tools: claudeTools, tool_choice: claudeIn },
    },
    to: {
      "openai-chat": { body: { tool_choice: openai } },
      "openai-responses": { body: { tool_choice: openai } },
      "anthropic-messages": { body: { tool_choice: claudeOut } },
      "google-generate": { body: { toolConfig: { functionCallingConfig: gemini } } },
    },
  })),
  {
    name: "tool choice by name",
    from: {
      "openai-chat": { tools: chatTools, tool_choice: { type: "function", function: { name: "weather" } } },
      "openai-responses": { tools: responsesTools, tool_choice: { type: "function", name: "weather" } },
      "anthropic-messages": { tools: claudeTools, tool_choice: { type: "tool", name: "weather" } },
    },
    to: {
      "openai-chat": { body: { tool_choice: { type: "function", function: { name: "weather" } } } },
      "openai-responses": { body: { tool_choice: { type: "function", name: "weather" } } },
      "anthropic-messages": { body: { tool_choice: { type: "tool", name: "weather" } } },
      "google-generate": {
        body: { toolConfig: { functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["weather"] } } },
      },
    },
  },
  {
    name: "allowed tools",
    from: {
      "openai-chat": {
        tools: chatTools,
        tool_choice: {
          type: "allowed_tools",
          allowed_tools: { mode: "required", tools: [{ type: "function", function: { name: "weather" } }] },
        },
      },
      "openai-responses": {
        tools: responsesTools,
        tool_choice: { type: "allowed_tools", mode: "required", tools: [{ type: "function", name: "weather" }] },
      },
    },
    to: {
      "openai-chat": {
        body: {
          tool_choice: {
            type: "allowed_tools",
            allowed_tools: { mode: "required", tools: [{ function: { name: "weather" } }] },
          },
        },
      },
      "openai-responses": {
        body: { tool_choice: { type: "allowed_tools", mode: "required", tools: [{ name: "weather" }] } },
      },
      "anthropic-messages": { body: { tools: [claudeTool], tool_choice: { type: "any" } } },
      "google-generate": {
        body: { toolConfig: { functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["weather"] } } },
      },
    },
  },
  {
    name: "one call at a time",
    from: {
      "openai-chat": { tools: chatTools, parallel_tool_calls: false },
      "openai-responses": { tools: responsesTools, parallel_tool_calls: false },
      "anthropic-messages": { tools: claudeTools, tool_choice: { type: "auto", disable_parallel_tool_use: true } },
    },
    to: {
      "openai-chat": { body: { parallel_tool_calls: false } },
      "openai-responses": { body: { parallel_tool_calls: false } },
      "anthropic-messages": { body: { tool_choice: { type: "auto", disable_parallel_tool_use: true } } },
      "google-generate": { dropped: ["parallel_tool_calls"] },
    },
  },
  {
    name: "calls and their results",
    from: {
      "openai-chat": {
        tools: [chatTool],
        messages: [
          { role: "user", content: "Hi" },
          {
            role: "assistant",
            content: "I look.",
            tool_calls: [
              { id: "c1", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } },
              { id: "c2", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } },
            ],
          },
          { role: "tool", tool_call_id: "c1", content: "22" },
          { role: "tool", tool_call_id: "c2", content: "9" },
          { role: "user", content: "So?" },
        ],
      },
      "openai-responses": {
        tools: [responsesTool],
        input: [
          { role: "user", content: "Hi" },
          { type: "message", role: "assistant", content: [{ type: "output_text", text: "I look.", annotations: [] }] },
          { type: "function_call", call_id: "c1", name: "weather", arguments: '{"city":"Rome"}' },
          { type: "function_call", call_id: "c2", name: "weather", arguments: '{"city":"Oslo"}' },
          { type: "function_call_output", call_id: "c1", output: "22" },
          { type: "function_call_output", call_id: "c2", output: "9" },
          { role: "user", content: "So?" },
        ],
      },
      "anthropic-messages": {
        tools: [claudeTool],
        messages: [
          { role: "user", content: "Hi" },
          {
            role: "assistant",
            content: [
              { type: "text", text: "I look." },
              { type: "tool_use", id: "c1", name: "weather", input: { city: "Rome" } },
              { type: "tool_use", id: "c2", name: "weather", input: { city: "Oslo" } },
            ],
          },
          {
            role: "user",
            content: [
              { type: "tool_result", tool_use_id: "c1", content: "22" },
              { type: "tool_result", tool_use_id: "c2", content: [{ type: "text", text: "9" }] },
              { type: "text", text: "So?" },
            ],
          },
        ],
      },
    },
    to: {
      "openai-chat": {
        body: {
          messages: [
            { role: "user", content: "Hi" },
            {
              role: "assistant",
              content: "I look.",
              tool_calls: [
                { id: "c1", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } },
                { id: "c2", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } },
              ],
            },
            { role: "tool", tool_call_id: "c1", content: "22" },
            { role: "tool", tool_call_id: "c2", content: "9" },
            { role: "user", content: "So?" },
          ],
        },
      },
      "openai-responses": {
        body: {
          input: [
            { role: "user", content: "Hi" },
            { role: "assistant", content: "I look." },
            { type: "function_call", call_id: "c1", name: "weather", arguments: '{"city":"Rome"}' },
            { type: "function_call", call_id: "c2", name: "weather", arguments: '{"city":"Oslo"}' },
            { type: "function_call_output", call_id: "c1", output: "22" },
            { type: "function_call_output", call_id: "c2", output: "9" },
            { role: "user", content: "So?" },
          ],
        },
      },
      "anthropic-messages": {
        body: {
          messages: [
            { role: "user", content: [{ type: "text", text: "Hi" }] },
            {
              role: "assistant",
              content: [
                { type: "text", text: "I look." },
                { type: "tool_use", id: "c1", name: "weather", input: { city: "Rome" } },
                { type: "tool_use", id: "c2", name: "weather", input: { city: "Oslo" } },
              ],
            },
            {
              role: "user",
              content: [
                { type: "tool_result", tool_use_id: "c1", content: "22" },
                { type: "tool_result", tool_use_id: "c2", content: "9" },
                { type: "text", text: "So?" },
              ],
            },
          ],
        },
      },
      "google-generate": {
        body: {
          contents: [
            { role: "user", parts: [{ text: "Hi" }] },
            {
              role: "model",
              parts: [
                { text: "I look." },
                {
                  functionCall: { id: "c1", name: "weather", args: { city: "Rome" } },
                  thoughtSignature: "skip_thought_signature_validator",
                },
                { functionCall: { id: "c2", name: "weather", args: { city: "Oslo" } } },
              ],
            },
            {
              role: "user",
              parts: [
                { functionResponse: { id: "c1", name: "weather", response: { output: "22" } } },
                { functionResponse: { id: "c2", name: "weather", response: { output: "9" } } },
              ],
            },
            { role: "user", parts: [{ text: "So?" }] },
          ],
        },
      },
    },
  },
];

const answers: readonly Feature[] = [
  {
    name: "JSON by schema",
    from: {
      "openai-chat": {
        response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
      },
      "openai-responses": { text: { format: { type: "json_schema", name: "answer", schema, strict: true } } },
      "anthropic-messages": { output_config: { format: { type: "json_schema", schema } } },
    },
    to: {
      "openai-chat": {
        body: { response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } } },
      },
      "openai-responses": { body: { text: { format: { type: "json_schema", name: "answer", schema, strict: true } } } },
      "anthropic-messages": { body: { output_config: { format: { type: "json_schema", schema } } } },
      "google-generate": {
        body: { generationConfig: { responseMimeType: "application/json", responseJsonSchema: schema } },
      },
    },
  },
  {
    name: "JSON of any form",
    from: {
      "openai-chat": { response_format: { type: "json_object" } },
      "openai-responses": { text: { format: { type: "json_object" } } },
    },
    to: {
      "openai-chat": { body: { response_format: { type: "json_object" } } },
      "openai-responses": { body: { text: { format: { type: "json_object" } } } },
      "anthropic-messages": {
        body: { system: "Answer with one valid JSON object and nothing else: no prose, no code fences." },
        dropped: ["response_format"],
      },
      "google-generate": { body: { generationConfig: { responseMimeType: "application/json" } } },
    },
  },
  {
    name: "reasoning effort",
    from: {
      "openai-chat": { reasoning_effort: "low" },
      "openai-responses": { reasoning: { effort: "low" } },
      "anthropic-messages": { output_config: { effort: "low" } },
    },
    to: {
      "openai-chat": { body: { reasoning_effort: "low" } },
      "openai-responses": { body: { reasoning: { effort: "low" }, include: ["reasoning.encrypted_content"] } },
      "anthropic-messages": { body: { thinking: { type: "adaptive" }, output_config: { effort: "low" } } },
      "google-generate": {
        body: { generationConfig: { thinkingConfig: { thinkingLevel: "low", includeThoughts: true } } },
      },
    },
  },
  {
    name: "reasoning budget",
    from: {
      "openai-chat": { thinking: { type: "enabled", budget_tokens: 4_000 } },
      "anthropic-messages": { max_tokens: 9_000, thinking: { type: "enabled", budget_tokens: 4_000 } },
    },
    to: {
      "openai-chat": { body: { reasoning_effort: "low" } },
      "openai-responses": { body: { reasoning: { effort: "low" } } },
      "anthropic-messages": { body: { thinking: { type: "adaptive" }, output_config: { effort: "low" } } },
      "google-generate": { body: { generationConfig: { thinkingConfig: { thinkingLevel: "low" } } } },
    },
  },
];

const settings: readonly Feature[] = [
  {
    name: "output cap",
    from: {
      "openai-chat": { max_completion_tokens: 50 },
      "openai-responses": { max_output_tokens: 50 },
      "anthropic-messages": { max_tokens: 50 },
    },
    to: {
      "openai-chat": { body: { max_tokens: 50 } },
      "openai-responses": { body: { max_output_tokens: 50 } },
      "anthropic-messages": { body: { max_tokens: 50 } },
      "google-generate": { body: { generationConfig: { maxOutputTokens: 50 } } },
    },
  },
  {
    name: "temperature",
    from: {
      "openai-chat": { temperature: 0.5 },
      "openai-responses": { temperature: 0.5 },
      "anthropic-messages": { temperature: 0.5 },
    },
    to: {
      ...same({ body: { temperature: 0.5 } }),
      "google-generate": { body: { generationConfig: { temperature: 0.5 } } },
    },
  },
  {
    name: "temperature above 1",
    from: { "openai-chat": { temperature: 1.5 }, "openai-responses": { temperature: 1.5 } },
    to: {
      ...same({ body: { temperature: 1.5 } }),
      "anthropic-messages": { body: { temperature: 1 } },
      "google-generate": { body: { generationConfig: { temperature: 1.5 } } },
    },
  },
  {
    name: "stop",
    from: { "openai-chat": { stop: "END" }, "anthropic-messages": { stop_sequences: ["END"] } },
    to: {
      "openai-chat": { body: { stop: ["END"] } },
      "openai-responses": { dropped: ["stop"] },
      "anthropic-messages": { body: { stop_sequences: ["END"] } },
      "google-generate": { body: { generationConfig: { stopSequences: ["END"] } } },
    },
  },
  {
    name: "top_k",
    from: { "openai-chat": { top_k: 5 }, "anthropic-messages": { top_k: 5 } },
    to: {
      "openai-chat": { body: { top_k: 5 } },
      "openai-responses": { dropped: ["top_k"] },
      "anthropic-messages": { body: { top_k: 5 } },
      "google-generate": { body: { generationConfig: { topK: 5 } } },
    },
  },
  {
    name: "seed",
    from: { "openai-chat": { seed: 7 } },
    to: {
      ...same({ dropped: ["seed"] }),
      "openai-chat": { body: { seed: 7 } },
      "google-generate": { body: { generationConfig: { seed: 7 } } },
    },
  },
  {
    name: "several choices",
    from: { "openai-chat": { n: 2 } },
    to: {
      ...same({ calls: 2 }),
      "openai-chat": { body: { n: 2 } },
      "google-generate": { body: { generationConfig: { candidateCount: 2 } } },
    },
  },
  {
    name: "log probabilities",
    from: {
      "openai-chat": { logprobs: true, top_logprobs: 2 },
      "openai-responses": { include: ["message.output_text.logprobs"], top_logprobs: 2 },
    },
    to: {
      "openai-chat": { body: { logprobs: true, top_logprobs: 2 } },
      "openai-responses": { body: { include: ["message.output_text.logprobs"], top_logprobs: 2 } },
      "anthropic-messages": { dropped: ["logprobs", "top_logprobs"] },
      "google-generate": { body: { generationConfig: { responseLogprobs: true, logprobs: 2 } } },
    },
  },
  {
    name: "penalties",
    from: { "openai-chat": { frequency_penalty: 1, presence_penalty: -1 } },
    to: {
      ...same({ dropped: ["frequency_penalty", "presence_penalty"] }),
      "openai-chat": { body: { frequency_penalty: 1, presence_penalty: -1 } },
      "google-generate": { body: { generationConfig: { frequencyPenalty: 1, presencePenalty: -1 } } },
    },
  },
  {
    name: "logit bias",
    from: { "openai-chat": { logit_bias: { "50256": -100 } } },
    to: { ...same({ dropped: ["logit_bias"] }), "openai-chat": { body: { logit_bias: { "50256": -100 } } } },
  },
  {
    name: "user",
    from: {
      "openai-chat": { user: "u1" },
      "openai-responses": { user: "u1" },
      "anthropic-messages": { metadata: { user_id: "u1" } },
    },
    to: {
      ...same({ body: { user: "u1" } }),
      "anthropic-messages": { body: { metadata: { user_id: "u1" } } },
      "google-generate": { dropped: ["user"] },
    },
  },
  {
    name: "metadata",
    from: { "openai-chat": { metadata: { a: "b" } }, "openai-responses": { metadata: { a: "b" } } },
    to: {
      ...same({ dropped: ["metadata"] }),
      "openai-chat": { body: { metadata: { a: "b" } } },
      "openai-responses": { body: { metadata: { a: "b" } } },
    },
  },
  {
    name: "standard tier",
    from: {
      "openai-chat": { service_tier: "default" },
      "openai-responses": { service_tier: "default" },
      "anthropic-messages": { service_tier: "standard_only" },
    },
    to: {
      "openai-chat": { body: { service_tier: "default" } },
      "openai-responses": { body: { service_tier: "default" } },
      "anthropic-messages": { body: { service_tier: "standard_only" } },
      "google-generate": { body: { serviceTier: "standard" } },
    },
  },
  {
    name: "flex tier",
    from: { "openai-chat": { service_tier: "flex" }, "openai-responses": { service_tier: "flex" } },
    to: {
      ...same({ body: { service_tier: "flex" } }),
      "anthropic-messages": { dropped: ["service_tier"] },
      "google-generate": { body: { serviceTier: "flex" } },
    },
  },
  {
    name: "stream",
    from: {
      "openai-chat": { stream: true },
      "openai-responses": { stream: true },
      "anthropic-messages": { stream: true },
    },
    to: {
      "openai-chat": { body: { stream: true, stream_options: { include_usage: true } } },
      "openai-responses": { body: { stream: true } },
      "anthropic-messages": { body: { stream: true } },
      "google-generate": { body: geminiUser({ text: "Hi" }) },
    },
  },
];

export const features: readonly Feature[] = [...content, ...calls, ...answers, ...settings];
