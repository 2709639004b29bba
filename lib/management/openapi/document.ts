import { z } from "zod";
import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { OperationInfo } from "../operation.ts";
import { operations } from "../operations.ts";
import { type GatewayEndpoint, gatewayEndpoints } from "./gateway-endpoints.ts";

export type DocumentFacts = { readonly version: string; readonly baseUrl: string };

/** OpenAPI 3.1 of everything under `/api` and `/v1`, made of the same schemas that check what is sent. */
export function openApiDocument({ version, baseUrl }: DocumentFacts): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "AI gateway", version, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: baseUrl }],
    paths: mergePaths([
      ...operations.map(({ info }) => [info.path, info.method, describeOperation(info)] as const),
      ...gatewayEndpoints.map((endpoint) => [endpoint.path, endpoint.method, describeEndpoint(endpoint)] as const),
    ]),
    components: {
      securitySchemes: {
        managementToken: { type: "http", scheme: "bearer", description: "A management token, gwm_…" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
        gatewayKey: { type: "http", scheme: "bearer", description: "A gateway key, gw_…" },
      },
      schemas: { Error: errorSchema },
    },
  };
}

const errorSchema: JsonObject = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["message", "type", "code", "param"],
      properties: {
        message: { type: "string" },
        type: { type: "string" },
        code: { type: "string" },
        param: { type: ["string", "null"] },
        metadata: { type: "object" },
      },
    },
  },
};

const failure: JsonObject = {
  description: "A failure, with its code",
  headers: { "x-request-id": { schema: { type: "string" } } },
  content: json({ $ref: "#/components/schemas/Error" }),
};

function describeOperation(info: OperationInfo): JsonObject {
  const { inPath, others } = splitInput(info);
  const isQuery = info.method === "GET" || info.method === "DELETE";
  const hasFields = Object.keys(others.properties).length > 0;
  return {
    operationId: info.id,
    summary: info.summary,
    tags: [info.path.split("/")[2] ?? "api"],
    ...(info.access === "guest" ? { security: [] } : { security: [{ managementToken: [] }, { session: [] }] }),
    ...(isRole(info.access) && { description: `Needs the role '${info.access}' or a higher one.` }),
    parameters: [
      ...Object.entries(inPath).map(([name, schema]) => ({ name, in: "path", required: true, schema })),
      ...(isQuery ? queryParameters(others) : []),
      ...(isRole(info.access) ? [organizationHeader] : []),
    ],
    ...(!isQuery && hasFields && { requestBody: { required: true, content: json(others) } }),
    responses: { ...success(info), default: failure },
  };
}

const organizationHeader: JsonObject = {
  name: "x-organization",
  in: "header",
  description: "The id or slug of one of my organizations; without it, the first. Links may name it in the query.",
  schema: { type: "string" },
};

function isRole(access: OperationInfo["access"]): boolean {
  return access !== "guest" && access !== "user";
}

type Fields = { readonly [name: string]: JsonValue };
type InputSchema = JsonObject & { readonly properties: Fields; readonly required: readonly string[] };

/** An input's fields, by where they travel. */
function splitInput({ input, path }: OperationInfo): { readonly inPath: Fields; readonly others: InputSchema } {
  const { properties = {}, required = [] } = inputShape.parse(toSchema(input, "input"));
  const isInPath = (name: string) => path.includes(`{${name}}`);
  const pick = (keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => keep(name)));
  return {
    inPath: pick(isInPath),
    others: {
      type: "object",
      properties: pick((name) => !isInPath(name)),
      required: required.filter((name) => !isInPath(name)),
      additionalProperties: false,
    },
  };
}

const inputShape = z.object({
  properties: z.record(z.string(), z.json()).optional(),
  required: z.array(z.string()).optional(),
});

function queryParameters({ properties, required }: InputSchema): JsonObject[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function success({ output, produces, status }: OperationInfo): JsonObject {
  const headers = { "x-request-id": { schema: { type: "string" } } };
  if (produces)
    return { 200: { description: "A file", headers, content: { [produces]: { schema: { type: "string" } } } } };
  if (!output) return { 204: { description: "Done", headers } };
  return { [status ?? 200]: { description: "Done", headers, content: json(toSchema(output, "output")) } };
}

function describeEndpoint({ id, summary, path, body, reply, ...types }: GatewayEndpoint): JsonObject {
  const isById = path.includes("{id}");
  return {
    operationId: id,
    summary,
    tags: ["gateway"],
    security: [{ gatewayKey: [] }],
    parameters: isById ? [{ name: "id", in: "path", required: true, schema: { type: "string" } }] : [],
    ...(body && { requestBody: { required: true, content: contentOf(types.takes, body) } }),
    responses: {
      200: {
        description: "Done",
        content: {
          ...contentOf(types.produces, reply),
          ...(types.streams && { "text/event-stream": { schema: { type: "string" } } }),
        },
      },
      default: failure,
    },
  };
}

function json(schema: JsonValue): JsonObject {
  return contentOf("application/json", schema);
}

function contentOf(type = "application/json", schema: JsonValue): JsonObject {
  return { [type]: { schema } };
}

function toSchema(schema: z.ZodType, io: "input" | "output"): JsonObject {
  const made: unknown = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const { $schema: _, ...rest } = jsonObject.parse(made);
  return rest;
}

const jsonObject = z.record(z.string(), z.json());

type Described = readonly [path: string, method: string, description: JsonObject];

function mergePaths(described: readonly Described[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [path, method, description] of described) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: description };
  }
  return paths;
}
