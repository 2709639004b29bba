import { z } from "zod";
import { routingStrategies } from "#lib/gateway/routing/routing-strategies.ts";
import { idField, nameField, slugField, timeoutsField } from "../fields.ts";
import { cacheField } from "./router-view.ts";

const fallbackReasons = [
  "upstream_error",
  "upstream_timeout",
  "upstream_overloaded",
  "upstream_rate_limited",
  "upstream_invalid_response",
  "upstream_credentials_rejected",
  "model_not_found",
  "context_length_exceeded",
  "unsupported_parameter",
  "content_filter",
] as const;

const optional = {
  slug: slugField.exactOptional(),
  strategy: z.enum(routingStrategies).exactOptional(),
  retries: z.int().min(0).max(10).nullable().exactOptional(),
  timeouts: timeoutsField.exactOptional(),
  cache: cacheField.exactOptional(),
  /** The failures after which the next target is tried; empty: all that another target may survive. */
  fallbackOn: z.array(z.enum(fallbackReasons)).max(fallbackReasons.length).exactOptional(),
};

export const createRouterInput = z.strictObject({ name: nameField, ...optional });
export const updateRouterInput = z.strictObject({ id: idField, name: nameField.exactOptional(), ...optional });
