import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayRequest } from "../http.ts";
import { type ModelCall, readModelCall } from "../request/model-call.ts";
import { type ModelEndpoint, modelEndpoints } from "./model-endpoints.ts";

/** A request whose plan is asked for, in place of the request itself. */
export type ExplainedRequest = {
  /** Absent: told by the body's fields. */
  readonly endpoint?: string;
  readonly body: JsonObject;
  /** The gateway's own headers that the request would have. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Reads the call just as its endpoint would. Throws what that throws. */
export function readExplainedCall(request: GatewayRequest, { endpoint, body, headers }: ExplainedRequest): ModelCall {
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return readModelCall(
    {
      ...request,
      headers: { ...lowerCase, "content-type": "application/json" },
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
    endpoint === undefined ? endpointOf(body) : findEndpoint(endpoint),
  );
}

function findEndpoint(name: string): ModelEndpoint {
  const found = modelEndpoints.find((endpoint) => endpoint.name === name);
  if (found) return found;
  const names = modelEndpoints.map((endpoint) => `'${endpoint.name}'`).join(", ");
  throw new GatewayError("invalid_request", { message: `The endpoint must be one of ${names}.`, param: "endpoint" });
}

/** Each format has a field of its own in which the conversation stands; messages stand in chat's, unless it says otherwise. */
function endpointOf(body: JsonObject): ModelEndpoint {
  if ("input" in body) return findEndpoint("responses");
  if ("prompt" in body && !("messages" in body)) return findEndpoint("completions");
  return findEndpoint("chat/completions");
}

/** `{body, headers?, endpoint?}`, or the body of the request itself. Throws naming the field. */
export function readExplainedRequest(json: JsonObject, ownHeaders: GatewayRequest["headers"]): ExplainedRequest {
  const { body, headers = {}, endpoint } = json;
  if (!isJsonObject(body)) return { body: json, headers: gatewayHeaders(ownHeaders) };
  if (endpoint !== undefined && typeof endpoint !== "string") throw wrongType("endpoint", "text");
  return { body, headers: readHeaders(headers), ...(endpoint === undefined ? {} : { endpoint }) };
}

function readHeaders(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) throw wrongType("headers", "an object of texts");
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== "string") throw wrongType(`headers.${name.slice(0, 64)}`, "text");
    headers[name] = text;
  }
  return headers;
}

/** What the request for the explanation itself says to the gateway holds for the request that is explained. */
function gatewayHeaders(headers: GatewayRequest["headers"]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith("x-gateway-") && typeof value === "string") found[name] = value;
  }
  return found;
}

function wrongType(param: string, wanted: string): GatewayError {
  return new GatewayError("invalid_type", { message: `The field '${param}' must be ${wanted}.`, param });
}
