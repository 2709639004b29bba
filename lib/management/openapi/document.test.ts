import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { endpoints } from "#lib/gateway/endpoints/table.ts";
import { operations } from "../operations.ts";
import { openApiDocument } from "./document.ts";
import { gatewayEndpoints } from "./gateway-endpoints.ts";

const document = openApiDocument({ version: "1.2.3", baseUrl: "http://127.0.0.1:3000" });

describe("openApiDocument", () => {
  it("describes every endpoint of the engine, and no other", () => {
    const documented = gatewayEndpoints.map(({ method, path }) => `${method} ${path}`).sort();
    expect(documented).toEqual(endpoints.map(({ method, path }) => `${method} /v1/${path}`).sort());
  });

  it("describes every operation under its own id", () => {
    const ids = operations.map(({ info }) => info.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { info } of operations) {
      expect(document["paths"]).toHaveProperty([info.path, info.method.toLowerCase(), "operationId"], info.id);
    }
  });

  it("has a route file with the right method for every operation, and an operation for every route file", async () => {
    const routed: string[] = [];
    for await (const file of glob("app/{api,debug}/**/route.ts")) {
      const path = file
        .replace(/^app/, "")
        .replace(/\/route\.ts$/, "")
        .replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
      for (const [, method] of readFileSync(file, "utf8").matchAll(/export const ([A-Z]+) =/g))
        routed.push(`${method} ${path}`);
    }
    const ours = routed.filter((route) => !/\{nextauth\}|openapi\.json|\/cron\/|\{path\}/.test(route));
    expect(ours.sort()).toEqual(operations.map(({ info }) => `${info.method} ${info.path}`).sort());
  });

  it("puts what stands in a path into the path, and the rest into the query or the body", () => {
    expect(document).toMatchObject({
      paths: {
        "/api/keys/{id}": {
          put: {
            parameters: [{ name: "id", in: "path", required: true }, { name: "x-organization" }],
            requestBody: { content: { "application/json": { schema: { properties: { budgetUsd: {} } } } } },
          },
        },
        "/api/logs": {
          get: { parameters: expect.arrayContaining([expect.objectContaining({ name: "status", in: "query" })]) },
        },
      },
    });
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
