import { z } from "zod";
import { budgetPeriods } from "#lib/core/budget-period.ts";
import { idField, ipRangeField, metadataField, modelPattern, nameField, timeField, usdLimitField } from "../fields.ts";
import { unknownPrices } from "./key-view.ts";

/** Behind `/v1/`. */
export const gatewayEndpoints = [
  "chat/completions",
  "completions",
  "embeddings",
  "responses",
  "messages",
  "messages/count_tokens",
  "models",
  "images/generations",
  "audio/speech",
  "audio/transcriptions",
  "audio/translations",
  "moderations",
  "rerank",
] as const;

const perMinute = z.int().min(1).max(1_000_000_000).nullable().exactOptional();

const optional = {
  routerId: idField.nullable().exactOptional(),
  allowedModels: z.array(modelPattern).max(500).exactOptional(),
  allowedEndpoints: z.array(z.enum(gatewayEndpoints)).max(gatewayEndpoints.length).exactOptional(),
  allowedIps: z.array(ipRangeField).max(200).exactOptional(),
  expiresAt: timeField.nullable().exactOptional(),
  requestsPerMinute: perMinute,
  tokensPerMinute: perMinute,
  maxConcurrent: z.int().min(1).max(1_000_000).nullable().exactOptional(),
  unknownPrice: z.enum(unknownPrices).nullable().exactOptional(),
  affordableCap: z.boolean().exactOptional(),
  logPayloads: z.boolean().nullable().exactOptional(),
  metadata: metadataField.exactOptional(),
  enabled: z.boolean().exactOptional(),
  budgetUsd: usdLimitField.nullable().exactOptional(),
  budgetPeriod: z.enum(budgetPeriods).exactOptional(),
};

export const createKeyInput = z.strictObject({ name: nameField, ...optional });
export const updateKeyInput = z.strictObject({ id: idField, name: nameField.exactOptional(), ...optional });
