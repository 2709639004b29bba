import { z } from "zod";
import { formatUsd, type NanoUsd } from "#lib/core/money.ts";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import type { ExplainedCandidate } from "../ports.ts";
import { getRouterRow } from "./get-router-row.ts";

export const explanationView = z.object({
  candidates: z.array(
    z.object({
      providerId: z.string().nullable(),
      provider: z.string().nullable(),
      model: z.string(),
      kept: z.boolean(),
      reason: z.string(),
      /** With an answer of 500 tokens; `null` without a price. */
      expectedCostUsd: z.string().nullable(),
      worstCaseCostUsd: z.string().nullable(),
    }),
  ),
});
export type ExplanationView = z.infer<typeof explanationView>;

const input = z.strictObject({
  id: idField,
  body: z.record(z.string(), z.json()).meta({ description: "The body of a request, in the format of its endpoint" }),
  headers: z.record(z.string().max(128), z.string().max(8_192)).exactOptional(),
  endpoint: z.enum(["chat/completions", "completions", "responses", "messages"]).exactOptional(),
});

export const explainRouter = operation(
  {
    id: "explainRouter",
    method: "POST",
    path: "/api/routers/{id}/explain",
    summary: "Where a request would go now and why: those tried, in order, then those left out. Spends nothing",
    access: "viewer",
    input,
    output: explanationView,
  },
  async (context, { id, headers = {}, ...request }): Promise<ExplanationView> => {
    const { organizationId } = context.actor;
    await getRouterRow(context.db, context, id);
    const candidates = await context.services.explainRoute({ organizationId, routerId: id }, { ...request, headers });
    return { candidates: candidates.map(candidateView) };
  },
);

function candidateView(candidate: ExplainedCandidate): ExplanationView["candidates"][number] {
  const { connection, model, kept, reason, expectedCostNanoUsd, worstCaseCostNanoUsd } = candidate;
  return {
    providerId: connection?.id ?? null,
    provider: connection?.slug ?? null,
    model,
    kept,
    reason,
    expectedCostUsd: usdOrNull(expectedCostNanoUsd),
    worstCaseCostUsd: usdOrNull(worstCaseCostNanoUsd),
  };
}

function usdOrNull(amount: NanoUsd | undefined): string | null {
  return amount === undefined ? null : formatUsd(amount);
}
