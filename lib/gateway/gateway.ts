import type { Endpoint } from "./endpoints/endpoint.ts";
import { errorReply } from "./endpoints/error-reply.ts";
import { endpoints } from "./endpoints/table.ts";
import { asGatewayError, GatewayError } from "./errors.ts";
import type { GatewayReply, GatewayRequest } from "./http.ts";
import { runOnce } from "./idempotency/run-once.ts";
import type { GatewayPorts } from "./ports.ts";

/** The engine behind both doors: one function from a request to a reply, which never throws. */
export type Gateway = {
  readonly handle: (request: GatewayRequest) => Promise<GatewayReply>;
  /** Whether the body of a request to this path is handed over as it comes. */
  readonly takesUpload: (path: string) => boolean;
};

type Found = { readonly endpoint: Endpoint; readonly id: string };

const exactPaths = new Map<string, Endpoint[]>();
for (const endpoint of endpoints) exactPaths.set(endpoint.path, [...(exactPaths.get(endpoint.path) ?? []), endpoint]);
const openPaths = endpoints.filter((endpoint) => endpoint.path.endsWith("/{id}"));

export function createGateway(ports: GatewayPorts): Gateway {
  return {
    takesUpload: (path) => exactPaths.get(path)?.some((endpoint) => endpoint.takesUpload) ?? false,
    async handle(request) {
      const found = findEndpoints(request.path);
      const dialect = found[0]?.endpoint.dialect ?? "openai-chat";
      try {
        const match = found.find(({ endpoint }) => endpoint.method === request.method);
        if (!match) throw new GatewayError(found.length === 0 ? "not_found" : "method_not_allowed");
        const { endpoint, id } = match;
        return await runOnce(ports, request, () => endpoint.handle(ports, request, id));
      } catch (cause) {
        const error = asGatewayError(cause);
        logFailure(ports, request, error);
        return errorReply(error, request.id, dialect);
      }
    },
  };
}

function findEndpoints(path: string): readonly Found[] {
  const exact = exactPaths.get(path);
  if (exact) return exact.map((endpoint) => ({ endpoint, id: "" }));
  return openPaths.flatMap((endpoint) => {
    const prefix = endpoint.path.slice(0, -"{id}".length);
    return path.startsWith(prefix) && path.length > prefix.length ? [{ endpoint, id: path.slice(prefix.length) }] : [];
  });
}

/** A caller's mistake is the caller's to read; everything else is worth a line. */
function logFailure(ports: GatewayPorts, request: GatewayRequest, error: GatewayError): void {
  const { owner } = error.row;
  if (owner === "caller" || owner === "allowance") return;
  const fields = { requestId: request.id, path: request.path, code: error.code, detail: error.options.detail };
  if (error.code === "internal") ports.log.error("request_failed", { ...fields, cause: error.options.cause });
  else ports.log.warn("request_failed", fields);
}
