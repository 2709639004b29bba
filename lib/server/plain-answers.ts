import type { ServerResponse } from "node:http";
import { newId } from "#lib/core/ids.ts";
import { errorReply, GatewayError } from "#lib/gateway/index.ts";
import { getHealth } from "#lib/management/system/get-health.ts";
import type { Container } from "./container.ts";

/** `/healthz` and `/readyz`, for those who only look at the status. */
export function answerProbe(response: ServerResponse, isUp: boolean): void {
  response.writeHead(isUp ? 200 : 503, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(isUp ? "ok\n" : "not available\n");
}

/** `/api/health` of a process that never loads the pages. */
export async function answerHealth(response: ServerResponse, { db, management }: Container): Promise<void> {
  const health = await getHealth({ db: db.prisma, services: management }, {});
  answerJson(response, { status: health.status === "ok" ? 200 : 503, body: JSON.stringify(health) });
}

/** What this process does not serve in its role. */
export function answerNothing(response: ServerResponse): void {
  const { status, headers, body } = errorReply(new GatewayError("not_found"), newId("req"), "openai-chat");
  answerJson(response, { status, body: String(body), headers });
}

type JsonAnswer = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

function answerJson(response: ServerResponse, { status, body, headers }: JsonAnswer): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(body);
}
