import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, apiRequest } from "./api-client.ts";

beforeEach(() => vi.stubGlobal("document", { querySelector: () => ({ dataset: { organization: "org_1" } }) }));
afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string): Request[] {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    seen.push(new Request(new URL(path, "http://gateway.test"), init));
    return new Response(status === 204 ? null : body, { status });
  });
  return seen;
}

async function failure(asked: Promise<unknown>): Promise<ApiError> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
}

test("a write carries its body as JSON and the organization of the page", async () => {
  const seen = answer(201, '{"id":"key_1"}');
  await expect(apiRequest<{ id: string }>("POST", "/keys", { name: "ci" })).resolves.toEqual({ id: "key_1" });
  expect(seen[0]?.url).toBe("http://gateway.test/api/keys");
  expect(seen[0]?.headers.get("content-type")).toBe("application/json");
  expect(seen[0]?.headers.get("x-organization")).toBe("org_1");
  expect(await seen[0]?.json()).toEqual({ name: "ci" });
});

test("an answer without a body is nothing, not an error", async () => {
  answer(204, "");
  await expect(apiRequest("DELETE", "/keys/key_1")).resolves.toBeUndefined();
});

test("a refusal keeps its status, code, message and field", async () => {
  answer(
    400,
    '{"error":{"message":"Must be above 0.","type":"invalid_request_error","code":"out_of_range","param":"budgetUsd"}}',
  );
  const error = await failure(apiRequest("POST", "/keys", {}));
  expect(error).toMatchObject({ status: 400, code: "out_of_range", message: "Must be above 0.", param: "budgetUsd" });
});

test("a refusal about no field has none", async () => {
  answer(
    403,
    '{"error":{"message":"Members may not do this.","type":"permission_error","code":"forbidden","param":null}}',
  );
  expect((await failure(apiRequest("PUT", "/settings", {}))).param).toBeUndefined();
});

test("a page of some proxy in between becomes a sentence with the status", async () => {
  answer(502, "<html>Bad gateway</html>");
  expect((await failure(apiRequest("GET", "/keys"))).message).toContain("502");
});

test("without a network the reader is told so", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  expect(await failure(apiRequest("GET", "/keys"))).toMatchObject({ status: 0, code: "unreachable" });
});
