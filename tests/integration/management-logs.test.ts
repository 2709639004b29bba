import { beforeAll, describe, expect, it } from "vitest";
import { consoleLog } from "#lib/adapters/log/console-log.ts";
import { openPostgresLedger } from "#lib/adapters/postgres/postgres-ledger.ts";
import { systemClock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { nanoUsdFrom, parseUsdPerMillion } from "#lib/core/money.ts";
import type { RequestRow, Settlement } from "#lib/gateway/ports.ts";
import { toCell } from "#lib/management/logs/export-logs.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type Installation, installation, type Person, register, type Sent } from "./management-support.ts";

const hourMs = 3_600_000;
const now = Date.now();

describeEachDatabase("logs", (current) => {
  let gateway: Installation;
  let owner: Person;
  let keyId: string;
  const call = (request: string, body?: Sent["body"]) =>
    gateway.call(request, { token: owner.token, ...(body === undefined ? {} : { body }) });

  beforeAll(async () => {
    gateway = installation(current());
    owner = await register(gateway.call);
    keyId = (await call("POST /api/keys", { name: "App" })).json.id;
    await call("POST /api/providers", { name: "Open AI", slug: "openai", kind: "simulator" });
    const stranger = await register(gateway.call);
    await settle([
      request({
        requestedModel: "gpt-4o-mini",
        costNanoUsd: nanoUsdFrom(12_345n),
        latencyMs: 100,
        createdAtMs: now - 2 * hourMs,
        metadata: { team: "search" },
      }),
      request({
        requestedModel: "100%_sure",
        latencyMs: 400,
        status: "error",
        httpStatus: 502,
        errorCode: "upstream_error",
        usage: {},
      }),
      request({
        requestedModel: "claude-x",
        provider: "anthropic",
        model: "claude-x",
        costNanoUsd: nanoUsdFrom(1_000_000_000n),
        latencyMs: 2000,
        usageSource: "estimated_cut",
        status: "cancelled",
      }),
      { ...request({ requestedModel: "secret" }), organizationId: stranger.organizationId },
    ]);
  });

  function request(
    fields: Partial<RequestRow> & {
      readonly requestedModel: string;
      readonly provider?: string;
      readonly model?: string;
    },
  ): RequestRow {
    const { provider = "openai", model = fields.requestedModel, ...rest } = fields;
    return {
      id: newId("req"),
      organizationId: owner.organizationId,
      keyId,
      userId: owner.userId,
      endpoint: "chat/completions",
      dialect: "openai-chat",
      target: { provider, providerId: "con_1", providerKind: "openai", model },
      status: "success",
      httpStatus: 200,
      stream: false,
      latencyMs: 100,
      overheadMs: 1.5,
      usage: { input: 10, cached_input: 5, output: 3, reasoning: 4 },
      usageSource: "provider",
      priced: true,
      costNanoUsd: nanoUsdFrom(0n),
      metadata: {},
      createdAtMs: now,
      ...rest,
    };
  }

  async function settle(rows: readonly RequestRow[]): Promise<void> {
    const options = {
      pool: current().pool,
      clock: systemClock,
      log: consoleLog("silent"),
      bootId: newId("run"),
      single: false,
    };
    const ledger = await openPostgresLedger(options);
    for (const row of rows) await ledger.settle(settlementOf(row));
    await ledger.close();
  }

  const modelsOf = async (query: string): Promise<string[]> => {
    const { status, json, text } = await call(`GET /api/logs${query}`);
    if (status !== 200) throw new Error(text);
    return json.data.map(({ requestedModel }: { requestedModel: string }) => requestedModel);
  };

  it("are listed newest first, with the fields that were promised", async () => {
    const { json } = await call("GET /api/logs");
    expect(json.data.map((row: { requestedModel: string }) => row.requestedModel)).toEqual([
      "claude-x",
      "100%_sure",
      "gpt-4o-mini",
    ]);
    expect(json.data[2]).toMatchObject({
      keyId,
      userId: owner.userId,
      routerId: null,
      endpoint: "chat/completions",
      dialect: "openai-chat",
      provider: "openai",
      model: "gpt-4o-mini",
      status: "success",
      httpStatus: 200,
      errorCode: null,
      stream: false,
      cached: false,
      latencyMs: 100,
      ttftMs: null,
      overheadMs: 1.5,
      inputTokens: 15,
      cachedInputTokens: 5,
      cacheWriteTokens: 0,
      outputTokens: 7,
      reasoningTokens: 4,
      usageSource: "provider",
      costUsd: "0.000012345",
      metadata: { team: "search" },
    });
    expect(json.data[0].usageSource).toBe("estimated");
  });

  it("are filtered by every filter, and W10 searched literally", async () => {
    const at = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
    expect(await modelsOf(`?from=${at(now - hourMs)}`)).toEqual(["claude-x", "100%_sure"]);
    expect(await modelsOf(`?to=${at(now - hourMs)}`)).toEqual(["gpt-4o-mini"]);
    expect(await modelsOf(`?keyId=${keyId}`)).toHaveLength(3);
    expect(await modelsOf("?keyId=key_other")).toEqual([]);
    expect(await modelsOf(`?userId=${owner.userId}&provider=anthropic`)).toEqual(["claude-x"]);
    expect(await modelsOf("?model=gpt-4o-mini")).toEqual(["gpt-4o-mini"]);
    expect(await modelsOf("?status=error")).toEqual(["100%_sure"]);
    expect(await modelsOf("?minCostUsd=0.000012345")).toEqual(["claude-x", "gpt-4o-mini"]);
    expect(await modelsOf("?minCostUsd=0.000012346")).toEqual(["claude-x"]);
    expect(await modelsOf("?metadata=team:search")).toEqual(["gpt-4o-mini"]);
    expect(await modelsOf("?metadata=team:other")).toEqual([]);
    expect(await modelsOf("?search=CLAUDE")).toEqual(["claude-x"]);
    expect(await modelsOf("?search=upstream_")).toEqual(["100%_sure"]);
    expect(await modelsOf(`?search=${encodeURIComponent("0%_s")}`)).toEqual(["100%_sure"]);
    expect(await modelsOf("?search=4o_mini")).toEqual([]);
    expect(await modelsOf(`?search=${encodeURIComponent("%")}`)).toEqual(["100%_sure"]);
    expect(await modelsOf(`?search=${encodeURIComponent("\\")}`)).toEqual([]);
    expect(await modelsOf(`?search=${encodeURIComponent("(a+)+$")}`)).toEqual([]);
    expect(await modelsOf("?search=a%00b")).toEqual([]);
    for (const [query, param] of Object.entries({
      "from=yesterday": "from",
      "status=odd": "status",
      "minCostUsd=-1": "minCostUsd",
      "metadata=none": "metadata",
    })) {
      expect((await call(`GET /api/logs?${query}`)).json.error).toMatchObject({ code: "invalid_request", param });
    }
  });

  it("tell of one request its attempts and its receipt, whose lines add up", async () => {
    const [first] = (await call("GET /api/logs?model=gpt-4o-mini")).json.data;
    const { json } = await call(`GET /api/logs/${first.id}`);
    expect(json).toMatchObject({
      ...first,
      attempts: [
        { number: 1, status: "failed", error: "upstream_overloaded", httpStatus: 429 },
        { number: 2, status: "success", error: null, costUsd: "0.000012345" },
      ],
      charges: [
        {
          class: "input",
          quantity: 10,
          rateUsdPerMtok: "0.15",
          priceVersion: "catalog:test",
          amountUsd: "0.000012345",
        },
      ],
    });
  });

  it("are summed by each grouping, exactly, and never with another organization's", async () => {
    const { json } = await call("GET /api/logs/summary");
    expect(json.totals).toMatchObject({
      requests: 3,
      errors: 1,
      inputTokens: 30,
      outputTokens: 14,
      costUsd: "1.000012345",
    });
    expect(json.totals.p50LatencyMs).toBeGreaterThan(330);
    expect(json.totals.p50LatencyMs).toBeLessThan(500);
    expect(json.totals.p95LatencyMs).toBeGreaterThan(1600);
    const grouped = async (groupBy: string) =>
      (await call(`GET /api/logs/summary?groupBy=${groupBy}`)).json.groups.map(
        ({ key, label, requests }: { key: string; label: string; requests: number }) => [key, label, requests],
      );
    expect(await grouped("model")).toEqual([
      ["claude-x", "claude-x", 1],
      ["gpt-4o-mini", "gpt-4o-mini", 1],
      ["100%_sure", "100%_sure", 1],
    ]);
    expect(await grouped("provider")).toEqual([
      ["anthropic", "anthropic", 1],
      ["openai", "Open AI", 2],
    ]);
    expect(await grouped("key")).toEqual([[keyId, "App", 3]]);
    expect(await grouped("user")).toEqual([[owner.userId, "Ada", 3]]);
    expect(await grouped("router")).toEqual([["", "none", 3]]);
    const hours = await grouped("hour");
    expect(hours.map(([key]: [string]) => key)).toEqual([now - 2 * hourMs, now].map(hourOf));
    expect((await grouped("day")).length).toBeGreaterThan(0);
    const narrow = `from=${encodeURIComponent(new Date(now).toISOString())}&provider=openai`;
    expect((await call(`GET /api/logs/summary?${narrow}`)).json.totals).toMatchObject({ requests: 1, errors: 1 });
    const empty = await call("GET /api/logs/summary?from=2020-01-01&to=2020-01-02");
    expect(empty.json).toMatchObject({
      totals: { requests: 0, errors: 0, inputTokens: 0, outputTokens: 0, costUsd: "0", p50LatencyMs: null },
      groups: [],
    });
  });

  it("make series over time, split or whole, in the zone of whoever looks", async () => {
    const { json } = await call("GET /api/logs/series?interval=hour&splitBy=provider");
    expect(
      json.points.map(({ at, label, requests }: { at: string; label: string; requests: number }) => [
        at,
        label,
        requests,
      ]),
    ).toEqual([
      [hourOf(now - 2 * hourMs), "Open AI", 1],
      [hourOf(now), "anthropic", 1],
      [hourOf(now), "Open AI", 1],
    ]);
    const whole = await call("GET /api/logs/series?timezone=Pacific/Kiritimati");
    const local = new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Kiritimati" }).format(now);
    expect(whole.json.points.at(-1)).toMatchObject({ at: local, key: "", label: "all" });
  });

  it("are exported as files, row by row", async () => {
    const csv = await call("GET /api/logs/export?status=error");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toContain("requests.csv");
    const [head, row, ...rest] = csv.text.trim().split("\r\n");
    expect(head).toMatch(/^id,createdAt,keyId/);
    expect(row).toContain("100%_sure");
    expect(rest).toEqual([]);
    const jsonl = await call("GET /api/logs/export?format=jsonl");
    const listed = await call("GET /api/logs");
    expect(
      jsonl.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(listed.json.data);
  });

  it("name what was asked for and has no price, until it has one", async () => {
    await settle([
      request({ requestedModel: "mystery", priced: false }),
      request({ requestedModel: "mystery", priced: false }),
    ]);
    const missing = async () => (await call("GET /api/user-models/missing")).json.data;
    expect(await missing()).toMatchObject([{ provider: "openai", model: "mystery", requests: 2 }]);
    expect(
      (await call("PUT /api/user-models/prices/openai/mystery", { inputUsdPerMtok: "1", outputUsdPerMtok: "2" }))
        .status,
    ).toBe(200);
    expect(await missing()).toEqual([]);
  });
});

describe("a cell of an export", () => {
  it.each([
    ["=cmd()|' /C calc'!A0", "'=cmd()|' /C calc'!A0"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ['a "quoted", cell', '"a ""quoted"", cell"'],
    ["two\nlines", '"two\nlines"'],
    [null, ""],
    [-1, "-1"],
    [true, "true"],
    [{ k: "v" }, '"{""k"":""v""}"'],
  ])("W10 of %j is %j", (value, cell) => expect(toCell(value)).toBe(cell));
});

/** A request that was rescued by its second target, with a receipt of one line. */
function settlementOf(row: RequestRow): Settlement {
  const rate = parseUsdPerMillion("0.15");
  if (rate === undefined) throw new Error("Not a rate.");
  const attempt = {
    provider: "openai",
    providerKind: "openai",
    model: "m",
    startedAfterMs: 1,
    durationMs: 9,
    costNanoUsd: nanoUsdFrom(0n),
  };
  return {
    request: row,
    budgets: [],
    attempts: [
      { ...attempt, status: "failed", errorCode: "upstream_quota_exhausted", httpStatus: 429 },
      { ...attempt, status: "success", costNanoUsd: row.costNanoUsd },
    ],
    charges: [
      {
        class: "input",
        quantity: 10,
        rate,
        unit: "million",
        priceVersion: "catalog:test",
        amountNanoUsd: row.costNanoUsd,
      },
    ],
  };
}

function hourOf(ms: number): string {
  return new Date(Math.floor(ms / hourMs) * hourMs).toISOString();
}
