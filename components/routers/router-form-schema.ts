import { z } from "zod";
import { nameText, optionalWhole } from "#components/forms/text-schemas.ts";
import type { RouterView } from "#lib/management/routers/router-view.ts";

/** What a router asks for. Retries left empty are the gateway's own number, which the API calls `null`. */
export const routerSchema = z
  .object({
    name: nameText,
    strategy: z.enum(["priority", "weighted", "cheapest", "fastest", "least-busy"]),
    retries: optionalWhole({ min: 0, max: 10 }),
  })
  .transform(({ retries, ...fields }) => ({ ...fields, retries: retries ?? null }));

export type RouterForm = z.input<typeof routerSchema>;

export const emptyRouter: RouterForm = { name: "", strategy: "priority", retries: "" };

export function routerTexts({ name, strategy, retries }: RouterView): RouterForm {
  return { name, strategy, retries: retries?.toString() ?? "" };
}
