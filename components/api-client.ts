import { isJsonObject, type JsonValue } from "#lib/core/json.ts";

export type ApiMethod = "GET" | "POST" | "PUT" | "DELETE";

/** What the server refused, or why it could not be asked. The message is meant for the reader as it is. */
export class ApiError extends Error {
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly code: string;
  /** The field it is about, in the body's own spelling. */
  readonly param: string | undefined;

  constructor(parts: { status: number; code: string; message: string; param?: string; cause?: unknown }) {
    super(parts.message, { cause: parts.cause });
    this.name = "ApiError";
    this.status = parts.status;
    this.code = parts.code;
    this.param = parts.param;
  }
}

const timeoutMs = 30_000;

/**
 * Asks the management API as the signed-in user, within the organization the page was drawn for: a second tab
 * that switched to another one must not redirect this tab's writes.
 *
 * The answer's type is the caller's word: it comes from our own server, of the same version.
 */
export async function apiRequest<Answer = void>(method: ApiMethod, path: string, body?: unknown): Promise<Answer> {
  const response = await send(method, path, body);
  const text = await response.text();
  if (!response.ok) throw readError(response.status, text);
  const answer = text === "" ? undefined : JSON.parse(text);
  return answer;
}

async function send(method: ApiMethod, path: string, body: unknown): Promise<Response> {
  const headers = new Headers({ accept: "application/json" });
  const organization = currentOrganization();
  if (organization !== undefined) headers.set("x-organization", organization);
  if (body !== undefined) headers.set("content-type", "application/json");
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    throw unanswered(cause);
  }
}

/** The shell writes it on its root element. */
function currentOrganization(): string | undefined {
  const root = document.querySelector<HTMLElement>("[data-organization]");
  return root?.dataset["organization"];
}

function readError(status: number, text: string): ApiError {
  const error = errorObject(text);
  const field = error?.["param"];
  return new ApiError({
    status,
    code: typeof error?.["code"] === "string" ? error["code"] : "unreadable",
    message:
      typeof error?.["message"] === "string"
        ? error["message"]
        : `The gateway answered ${status} without saying why. Try again in a moment.`,
    ...(typeof field === "string" ? { param: field } : {}),
  });
}

function errorObject(text: string) {
  try {
    const value: JsonValue = JSON.parse(text);
    const error = isJsonObject(value) ? value["error"] : undefined;
    return error !== undefined && isJsonObject(error) ? error : undefined;
  } catch {
    // A proxy in between answered with a page of its own; the status is all there is to say.
    return undefined;
  }
}

function unanswered(cause: unknown): ApiError {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  return new ApiError({
    status: 0,
    code: late ? "timeout" : "unreachable",
    message: late
      ? "The gateway did not answer within 30 s. Nothing may have been saved: look before you try again."
      : "The gateway could not be reached. Check your connection and try again.",
    cause,
  });
}
