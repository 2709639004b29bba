import { beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, type Person, register, type Sent } from "./management-support.ts";

describeEachDatabase("models and prices", (current) => {
  let gateway: Installation;
  let owner: Person;
  const call = (request: string, body?: Sent["body"]) =>
    gateway.call(request, { token: owner.token, ...(body === undefined ? {} : { body }) });
  const find = async (query: string) => (await call(`GET /api/user-models/global?${query}`)).json.data;

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
  });

  it("are found by words, provider, mode, capability, context and price", async () => {
    const [mini] = await find("provider=openai&search=gpt-4o-mini&mode=chat");
    expect(mini).toMatchObject({
      provider: "openai",
      id: "gpt-4o-mini",
      free: false,
      priceState: "known",
      isOwnPrice: false,
      inputUsdPerMtok: "0.15",
      outputUsdPerMtok: "0.6",
      capabilities: { tools: true, vision: true },
    });
    for (const row of await find("free=true&limit=200"))
      expect(row).toMatchObject({ free: true, inputUsdPerMtok: "0" });
    for (const row of await find("tools=true&vision=true&reasoning=true")) {
      expect(row.capabilities).toMatchObject({ tools: true, vision: true, reasoning: true });
    }
    for (const row of await find("minContext=1000000")) expect(row.contextTokens).toBeGreaterThanOrEqual(1_000_000);
    for (const row of await find("maxInputPrice=0.05&sort=-inputPrice"))
      expect(Number(row.inputUsdPerMtok)).toBeLessThanOrEqual(0.05);
    for (const bad of ["mode=odd", "free=perhaps", "minContext=-1", "maxInputPrice=x", "sort=size"]) {
      expect((await call(`GET /api/user-models/global?${bad}`)).json.error.param).toBe(bad.split("=")[0]);
    }
  });

  it("come in pages that hold the whole catalog once", async () => {
    const stats = (await call("GET /api/user-models/stats")).json;
    expect(stats).toMatchObject({ models: 1992, providers: 32 });
    expect(stats.free + stats.paid + stats.unpriced).toBe(stats.models);
    const seen = new Set<string>();
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await call(`GET /api/user-models/global?limit=200${cursor && `&cursor=${cursor}`}`);
      for (const { provider, id } of page.json.data) seen.add(`${provider} ${id}`);
      cursor = page.json.nextCursor;
    }
    expect(seen.size).toBe(stats.models);
  });

  it("take the organization's own price in place of the catalog's, for this organization alone", async () => {
    const price = {
      inputUsdPerMtok: "0.1",
      outputUsdPerMtok: "0.000000000001",
      longContext: [{ aboveTokens: 1000, inputUsdPerMtok: "0.2" }],
    };
    const first = await call("PUT /api/user-models/prices/openai/gpt-4o-mini", price);
    expect(first).toMatchObject({ status: 200, json: { provider: "openai", model: "gpt-4o-mini", ...price } });
    const [row] = await find("provider=openai&search=gpt-4o-mini&mode=chat");
    expect(row).toMatchObject({
      isOwnPrice: true,
      inputUsdPerMtok: "0.1",
      priceVersion: first.json.version,
      longContext: [{ aboveTokens: 1000 }],
    });
    const other = await register(gateway.call);
    const theirs = await gateway.call("GET /api/user-models/global?provider=openai&search=gpt-4o-mini", {
      token: other.token,
    });
    expect(theirs.json.data[0]).toMatchObject({ isOwnPrice: false, inputUsdPerMtok: "0.15" });

    expect((await call("GET /api/user-models/prices")).json.data).toEqual([first.json]);
    expect((await call("DELETE /api/user-models/prices/openai/gpt-4o-mini")).status).toBe(204);
    expect((await call("DELETE /api/user-models/prices/openai/gpt-4o-mini")).status).toBe(404);
    const again = await call("PUT /api/user-models/prices/openai/gpt-4o-mini", {
      inputUsdPerMtok: "0",
      outputUsdPerMtok: "0",
    });
    expect(again.json.version).not.toBe(first.json.version);
    expect((await find("provider=openai&search=gpt-4o-mini&free=true"))[0]).toMatchObject({
      id: "gpt-4o-mini",
      free: true,
    });
  });

  it("are named in paths with their slashes, written plainly or encoded", async () => {
    const price = { inputUsdPerMtok: "1", outputUsdPerMtok: "1" };
    for (const path of ["openai/gpt-4o-mini", "openai%2Fgpt-4o-mini"]) {
      const answer = await call(`PUT /api/user-models/prices/openrouter/${path}`, price);
      expect(answer.json).toMatchObject({ provider: "openrouter", model: "openai/gpt-4o-mini" });
    }
  });

  it.each([
    [{}, "invalid_request", "inputUsdPerMtok"],
    [{ inputUsdPerMtok: 0.15 }, "invalid_type", "inputUsdPerMtok"],
    [{ inputUsdPerMtok: "-1" }, "invalid_request", "inputUsdPerMtok"],
    [{ inputUsdPerMtok: "1e-3" }, "invalid_request", "inputUsdPerMtok"],
    [{ cachedInputUsdPerMtok: "1" }, "invalid_request", "inputUsdPerMtok"],
    [{ inputUsdPerMtok: "1", perMinuteUsd: "1" }, "invalid_request", "perMinuteUsd"],
    [
      { inputUsdPerMtok: "1", longContext: [{ aboveTokens: 0, inputUsdPerMtok: "2" }] },
      "invalid_request",
      "longContext[0].aboveTokens",
    ],
  ])("refuse the price %j with %s and name %s", async (body, code, param) => {
    expect((await call("PUT /api/user-models/prices/openai/gpt-4o-mini", body)).json.error).toMatchObject({
      code,
      param,
    });
  });

  it("are priced for kinds of providers that exist", async () => {
    const price = { inputUsdPerMtok: "1", outputUsdPerMtok: "1" };
    expect((await call("PUT /api/user-models/prices/nobody/m", price)).json.error.param).toBe("provider");
    expect((await call("PUT /api/user-models/prices/openai/a%20b", price)).json.error.param).toBe("model");
    expect((await call("PUT /api/user-models/prices/openai/a%zz", price)).status).toBe(404);
  });
});
