import { z } from "zod";
import { nameText, optionalWhole, pairs, pairsOf } from "#components/forms/text-schemas.ts";
import { timeoutsSchema, timeoutTexts } from "#components/forms/timeout-fields.tsx";
import { withoutUnset } from "#components/forms/without-unset.ts";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";

/** What a kind of provider asks for, checked before the server does. */
export function providerSchema({ needsKey, baseUrl }: Pick<ProviderKind, "needsKey" | "baseUrl">) {
  return z
    .object({
      name: nameText,
      apiKeys: apiKeys(needsKey ? "needed" : "optional"),
      baseUrl: z
        .string()
        .trim()
        .refine(
          (text) => text !== "" || baseUrl !== undefined,
          "Where the provider is reached, with its version: https://…/v1",
        )
        .refine((text) => text === "" || URL.canParse(text), "An address such as https://api.example.com/v1"),
      priority: optionalWhole({ min: 0, max: 1_000_000 }),
      models: z.array(z.string().regex(/^[A-Za-z0-9._:/@+-]{1,128}$/, "is not a name that a model can have.")),
      headers: pairs,
      timeouts: timeoutsSchema,
    })
    .transform(({ apiKeys: keys, baseUrl: address, timeouts, ...fields }) => ({
      ...withoutUnset(fields),
      ...(keys.length === 1 && { apiKey: keys[0] }),
      ...(keys.length > 1 && { apiKeys: keys }),
      ...(address !== "" && { baseUrl: address }),
      timeouts: withoutUnset(timeouts),
    }));
}

export type ProviderForm = z.input<ReturnType<typeof providerSchema>>;

/** Keys as they are typed, one a field; empty fields do not count. */
export function apiKeys(need: "needed" | "optional") {
  return z.array(z.string().trim()).transform((keys, context) => {
    const filled = keys.filter((key) => key !== "");
    const wrong = keys.findIndex((key) => key !== "" && !/^[\x21-\x7e]{1,4096}$/.test(key));
    if (wrong >= 0) {
      context.addIssue({ code: "custom", path: [wrong], message: "A key has no spaces and no letters beyond ASCII." });
    }
    if (filled.length === 0 && need === "needed") {
      context.addIssue({ code: "custom", path: [0], message: "Paste the provider's key." });
    }
    return filled;
  });
}

export function emptyProvider({ title, baseUrl, isLocal }: ProviderKind): ProviderForm {
  const fields = { apiKeys: [""], priority: "", models: [], headers: [], timeouts: timeoutTexts({}) };
  return { name: title, baseUrl: isLocal ? (baseUrl ?? "") : "", ...fields };
}

export function providerTexts(provider: ProviderView): ProviderForm {
  return {
    name: provider.name,
    apiKeys: [""],
    baseUrl: provider.baseUrl,
    priority: String(provider.priority),
    models: provider.models,
    headers: pairsOf(provider.headers),
    timeouts: timeoutTexts(provider.timeouts),
  };
}

/** The server's names for what the form keeps elsewhere. */
export function providerField(param: string): string {
  if (param === "apiKey") return "apiKeys[0]";
  return param.replace(/^(headers|models)[.[].*/, "$1");
}
