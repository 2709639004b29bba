import { z } from "zod";
import { findProvider } from "#lib/gateway/providers/registry.ts";
import { modelField, nameField, slugField, timeoutsField } from "../fields.ts";

/** Whoever holds a credential, frames a message or names a host is not free to be set. */
const reservedHeaders = new Set([
  "accept-encoding",
  "api-key",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-api-key",
  "x-goog-api-key",
]);

const apiKey = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[\x21-\x7e]+$/);

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/)
      .toLowerCase()
      .refine((name) => !reservedHeaders.has(name), { message: "is a header that the gateway sets itself" }),
    z
      .string()
      .max(1024)
      .regex(/^[\x20-\x7e]*$/),
  )
  .refine((all) => Object.keys(all).length <= 20, { message: "must have at most 20 entries" });

/** What may be set when a provider is connected and later alike. */
export const providerFields = {
  slug: slugField.exactOptional(),
  apiKey: apiKey.exactOptional(),
  apiKeys: z.array(apiKey).min(1).max(20).exactOptional(),
  baseUrl: z.string().min(1).max(2048).exactOptional(),
  /** Lower is asked first. */
  priority: z.int().min(0).max(1_000_000).exactOptional(),
  enabled: z.boolean().exactOptional(),
  headers: headers.exactOptional(),
  timeouts: timeoutsField.exactOptional(),
  models: z.array(modelField).max(5000).exactOptional(),
};

export const createProviderInput = z.strictObject({
  name: nameField,
  kind: z.string().refine((kind) => findProvider(kind) !== undefined, { message: "is not a kind of provider" }),
  ...providerFields,
});

export const updateProviderInput = z.strictObject({
  id: z.string(),
  name: nameField.exactOptional(),
  kind: z.string().exactOptional(),
  ...providerFields,
});
