import type { ServerResponse } from "node:http";
import { json, type Respond, type SeenCall, words } from "./fake-upstream.ts";

const usageMetadata = { promptTokenCount: 1_000, candidatesTokenCount: 50, totalTokenCount: 1_050 };

/** Answers like Google's generateContent, whole and streamed; calls the first tool that it is offered. */
export const answerGoogle: Respond = (call, response) => {
  const tool = firstTool(call);
  const pieces =
    tool === undefined ? words.map((text) => ({ text })) : [{ functionCall: { name: tool, args: { city: "Rome" } } }];
  if (call.path.includes(":streamGenerateContent")) stream(response, pieces);
  else if (call.path.includes(":countTokens")) json(response, 200, { totalTokens: 1_000 });
  else json(response, 200, reply(pieces, { finishReason: "STOP" }, { usageMetadata }));
};

/** Fails as Google does: a status of its own in the body, and how long to wait in the details. */
export const failLikeGoogle: Respond = (_call, response) => {
  const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "7s" }];
  json(response, 429, { error: { code: 429, message: "Exhausted.", status: "RESOURCE_EXHAUSTED", details } });
};

/** Each event is a piece of the whole, ended by CRLF; the last one has the finish and the usage. */
function stream(response: ServerResponse, pieces: readonly object[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    const event = reply([piece], isLast ? { finishReason: "STOP" } : {}, isLast ? { usageMetadata } : {});
    response.write(`data: ${JSON.stringify(event)}\r\n\r\n`);
  }
  response.end();
}

function reply(parts: readonly object[], candidate: object, more: object): object {
  return {
    candidates: [{ content: { role: "model", parts }, index: 0, ...candidate }],
    modelVersion: "gemini-2.5-flash",
    responseId: "r1",
    ...more,
  };
}

function firstTool({ text }: SeenCall): string | undefined {
  return /"functionDeclarations":\[\{"name":"([^"]+)"/.exec(text)?.[1];
}
