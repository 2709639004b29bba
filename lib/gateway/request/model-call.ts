import { invariant } from "#lib/core/invariant.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { CanonicalRequest } from "../dialects/canonical.ts";
import type { Dialect, DialectId, InboundDialect } from "../dialects/dialect.ts";
import { dialects } from "../dialects/registry.ts";
import type { GatewayRequest } from "../http.ts";
import { inputTokensBound } from "../metering/input-bound.ts";
import type { CallFacts } from "./call-facts.ts";
import { readCallOptions } from "./call-options.ts";
import { readCallerModels } from "./caller-models.ts";
import { type ParsedBody, parseBody } from "./parse-body.ts";

/** One request for a model's reply, read and checked, before anybody decided where it goes. */
export type ModelCall = CallFacts & {
  readonly dialect: Dialect;
  readonly inbound: InboundDialect;
  readonly body: ParsedBody;
  readonly canonical: CanonicalRequest;
  /** What the caller takes in place of the model, in this order. */
  readonly fallbackModels: readonly string[];
  readonly headers: GatewayRequest["headers"];
  /** Never below what the provider will count. */
  readonly inputTokensBound: number;
};

export type CallEndpoint = {
  readonly name: string;
  readonly dialect: DialectId;
  /** Fields that this endpoint does not ask for although the dialect does. */
  readonly defaults?: JsonObject;
};

export function readModelCall(request: GatewayRequest, endpoint: CallEndpoint): ModelCall {
  const dialect = dialects[endpoint.dialect];
  invariant(dialect.inbound, `the dialect ${dialect.id} takes requests`);
  const options = readCallOptions(request);
  const { body, fallbacks } = readCallerModels(parseBody(request));
  const canonical = dialect.inbound.readRequest(endpoint.defaults ? { ...endpoint.defaults, ...body.json } : body.json);
  return {
    endpoint: endpoint.name,
    model: canonical.model,
    stream: canonical.stream,
    dialect,
    inbound: dialect.inbound,
    body,
    canonical,
    fallbackModels: fallbacks,
    options,
    headers: request.headers,
    inputTokensBound: inputTokensBound(canonical, request.body.byteLength),
  };
}
