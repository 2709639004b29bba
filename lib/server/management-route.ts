import { newId } from "#lib/core/ids.ts";
import { type ErrorReply, errorReply } from "#lib/management/error-reply.ts";
import type { AnyOperation, Download } from "#lib/management/operation.ts";
import { consoleLog } from "../adapters/log/console-log.ts";
import { env } from "../env.ts";
import { managementContainer } from "./management-container.ts";
import { type PathParams, readInput } from "./read-input.ts";
import { contextSource } from "./session.ts";

type RouteContext = { readonly params: Promise<PathParams | undefined> };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** The route of an operation: who calls, what they sent, what it answers, and every failure in the one shape. */
export function managementRoute(operation: AnyOperation): RouteHandler {
  const { info } = operation;
  return async (request, { params }) => {
    const requestId = newId("req");
    try {
      const source = contextSource(request, await managementContainer());
      const reply = await operation.handle(source, async () => readInput(info, request, await params));
      return toResponse(operation, reply, requestId);
    } catch (cause) {
      const failure = errorReply(cause);
      if (failure.isOurs)
        consoleLog(env().server.logLevel).error("management_failed", { requestId, operation: info.id, cause });
      return failureResponse(failure, requestId);
    }
  };
}

/** A failure as every route of `/api` answers it. */
export function failureResponse({ status, headers, body }: ErrorReply, requestId: string = newId("req")): Response {
  return Response.json(body, { status, headers: { ...commonHeaders(requestId), ...headers } });
}

function toResponse({ info }: AnyOperation, reply: unknown, requestId: string): Response {
  const headers = commonHeaders(requestId);
  if (isDownload(reply)) return toFile(reply, headers);
  if (!info.output) return new Response(null, { status: 204, headers });
  return Response.json(reply, { status: info.statusOf?.(reply) ?? info.status ?? 200, headers });
}

function commonHeaders(requestId: string): Record<string, string> {
  return { "x-request-id": requestId, "cache-control": "no-store", "x-content-type-options": "nosniff" };
}

function isDownload(reply: unknown): reply is Download {
  return typeof reply === "object" && reply !== null && "chunks" in reply;
}

/** Row by row as the reader takes them, so that an export of any size needs no memory. */
function toFile({ contentType, filename, chunks }: Download, headers: Record<string, string>): Response {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  const disposition = `attachment; filename="${filename}"`;
  return new Response(body, {
    headers: { ...headers, "content-type": contentType, "content-disposition": disposition },
  });
}
