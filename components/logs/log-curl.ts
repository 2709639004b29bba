import type { LogDetail } from "#lib/management/logs/log-view.ts";

type Request = Pick<LogDetail, "endpoint" | "requestedModel" | "stream">;

/**
 * The request as a command, for trying it again. The log holds no text of users, so the place of the text is marked;
 * the key is read from the environment, where it does not end up in a shell's history.
 */
export function logCurl({ endpoint, requestedModel, stream }: Request, baseUrl: string): string {
  const body = { model: requestedModel, ...inputOf(endpoint), ...(stream ? { stream: true } : {}) };
  return [
    `curl ${baseUrl}/v1/${endpoint}`,
    '-H "Authorization: Bearer $GATEWAY_KEY"',
    '-H "Content-Type: application/json"',
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(" \\\n  ");
}

const text = "…";

function inputOf(endpoint: string): object {
  switch (endpoint) {
    case "chat/completions":
      return { messages: [{ role: "user", content: text }] };
    case "messages":
    case "messages/count_tokens":
      return { max_tokens: 1024, messages: [{ role: "user", content: text }] };
    case "responses":
    case "embeddings":
    case "moderations":
      return { input: text };
    case "audio/speech":
      return { input: text, voice: "alloy" };
    case "rerank":
      return { query: text, documents: [text] };
    default:
      return { prompt: text };
  }
}

/** For a POSIX shell: everything between single quotes stands for itself, but for the quote. */
function quoted(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
