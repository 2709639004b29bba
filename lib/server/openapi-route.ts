import type { JsonObject } from "#lib/core/json.ts";
import { openApiDocument } from "#lib/management/openapi/document.ts";
import { managementServices } from "./management-container.ts";

let memo: JsonObject | undefined;

/** The documentation needs no sign-in: it says nothing of anybody's data. */
export async function openApiRoute(): Promise<Response> {
  memo ??= openApiDocument(await managementServices());
  return Response.json(memo, { headers: { "cache-control": "no-store" } });
}
