import { z } from "zod";
import { priceFromOverride } from "#lib/gateway/catalog/price-override.ts";
import { findProvider } from "#lib/gateway/providers/registry.ts";
import { change } from "../audit.ts";
import type { ManagementContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { modelField } from "../fields.ts";
import { operation } from "../operation.ts";
import { priceFields, priceView, toPriceView } from "./price-view.ts";

export const setPrice = operation(
  {
    id: "setPrice",
    method: "PUT",
    path: "/api/user-models/prices/{provider}/{model}",
    summary: "Set the organization's own price of a model at a kind of provider; it replaces the catalog's whole",
    access: "admin",
    input: z.strictObject({ provider: z.string().min(1).max(64), model: modelField, ...priceFields.shape }),
    output: priceView,
  },
  async (context, { provider, model, ...fields }) => {
    requireKind(context, provider);
    const parsed = priceFromOverride(fields, "draft");
    if (parsed.kind === "problems") {
      const [first] = parsed.problems;
      const param = first?.field ?? "inputUsdPerMtok";
      throw new ManagementError("invalid_request", { param, message: `The field '${param}' ${first?.problem}.` });
    }
    const key = { organizationId: context.actor.organizationId, provider, model };
    const where = { organizationId_provider_model: key };
    return change(context, async ({ tx, epoch, audit }) => {
      const before = await tx.priceOverride.findUnique({ where });
      // The epoch numbers versions: it never repeats, even where a price is deleted and set anew.
      const data = { fields, version: epoch };
      const after = toPriceView(await tx.priceOverride.upsert({ where, create: { ...key, ...data }, update: data }));
      await audit({
        action: "price.set",
        objectKind: "price",
        objectId: `${provider}/${model}`,
        ...(before && { before: toPriceView(before) }),
        after,
      });
      return after;
    });
  },
);

function requireKind({ services }: ManagementContext, provider: string): void {
  if (findProvider(provider) || services.catalog.modelsOf(provider).length > 0) return;
  throw new ManagementError("invalid_request", { param: "provider", message: "There is no such kind of provider." });
}
