import { z } from "zod";
import { nameText, optionalWhole } from "#components/forms/text-schemas.ts";
import type { RouterView } from "#lib/management/routers/router-view.ts";

/** What a router asks for. Retries left empty are the gateway's own number, which the API calls `null`. */
export const routerSchema = z
  .object({
    name: nameText,
    strategy: z.enum(["priority", "weighted", "cheapest", "fastest", "least-busy"]),
    retries: optionalWhole({ min: 0, max: 10 }),
    cacheEnabled: z.boolean(),
    cacheSeconds: optionalWhole({ min: 1, max: 2_592_000 }),
  })
  .transform(({ retries, cacheEnabled, cacheSeconds, ...fields }) => ({
    ...fields,
    retries: retries ?? null,
    cache: { enabled: cacheEnabled, ...(cacheSeconds === undefined ? {} : { ttlSeconds: cacheSeconds }) },
  }));

export type RouterForm = z.input<typeof routerSchema>;

export const emptyRouter: RouterForm = {
  name: "",
  strategy: "priority",
  retries: "",
  cacheEnabled: false,
  cacheSeconds: "",
};

export function routerTexts({ name, strategy, retries, cache }: RouterView): RouterForm {
  return {
    name,
    strategy,
    retries: retries?.toString() ?? "",
    cacheEnabled: cache.enabled ?? false,
    cacheSeconds: cache.ttlSeconds?.toString() ?? "",
  };
}
