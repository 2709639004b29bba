import type { JsonObject } from "#lib/core/json.ts";
import { priceOfRow } from "#lib/gateway/catalog/price-of-row.ts";
import type { CatalogRow } from "#lib/gateway/catalog/row.ts";
import { GatewayError } from "#lib/gateway/errors.ts";
import { openai } from "#lib/gateway/providers/openai.ts";
import type { RelayTarget } from "#lib/gateway/relays/relay.ts";
import type { ParsedBody } from "#lib/gateway/request/parse-body.ts";
import { scanJson } from "#lib/gateway/request/scan-json.ts";

/** A caller's JSON body as the engine reads it. */
export function parsed(json: JsonObject): ParsedBody {
  const text = JSON.stringify(json);
  return { json, text, members: scanJson(text) };
}

/** The prices of a catalog row, and nothing else of it. */
export type RowPrices = Partial<Omit<CatalogRow, "id" | "name">>;

/** A target with the model `real-model`, which costs what the row says; without one, nobody knows. */
export function targetWith(prices: RowPrices = {}): RelayTarget {
  const row: CatalogRow = {
    id: "real-model",
    name: "Real",
    mode: "embedding",
    inputModalities: [],
    outputModalities: [],
    capabilities: {},
    status: "active",
    source: "test",
    asOf: "2026-08-01",
    agreement: ["test"],
    ...prices,
  };
  const price = priceOfRow(row);
  return {
    model: "real-model",
    provider: openai,
    price,
    catalogModel: { provider: "openai", ...row, price, variable: false, row },
  };
}

/** The error of the engine that the work throws. */
export function failureOf(work: () => unknown): GatewayError {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error("It was expected to fail.");
}
