import { newId } from "#lib/core/ids.ts";
import { invariant } from "#lib/core/invariant.ts";
import { findProvider } from "#lib/gateway/providers/registry.ts";
import { change } from "../audit.ts";
import { ManagementError } from "../errors.ts";
import { operation } from "../operation.ts";
import { freeSlug } from "../slug.ts";
import { requireBaseUrl } from "./base-url.ts";
import { getProviderRow } from "./get-provider-row.ts";
import { createProviderInput } from "./provider-fields.ts";
import { keysOf, replaceProviderKeys } from "./provider-keys.ts";
import { providerView, toProviderView } from "./provider-view.ts";

export const createProvider = operation(
  {
    id: "createProvider",
    method: "POST",
    path: "/api/providers",
    summary: "Connect a provider; its key is sealed at once and never shown again",
    access: "admin",
    input: createProviderInput,
    output: providerView,
    status: 201,
  },
  async (context, { slug: wanted, apiKey, apiKeys, baseUrl: given, ...fields }) => {
    const provider = findProvider(fields.kind);
    invariant(provider, "the input schema knows the kinds");
    const baseUrl = requireBaseUrl(context.services, provider, given);
    const keys = keysOf({ ...(apiKey && { apiKey }), ...(apiKeys && { apiKeys }) });
    if (provider.auth.required && !keys) {
      throw new ManagementError("invalid_request", { param: "apiKey", message: `${provider.title} needs a key.` });
    }
    const { organizationId } = context.actor;

    return change(context, async ({ tx, audit }) => {
      const isTaken = async (slug: string) =>
        (await tx.providerConnection.findUnique({ where: { organizationId_slug: { organizationId, slug } } })) !== null;
      if (wanted !== undefined && (await isTaken(wanted))) {
        throw new ManagementError("conflict", { param: "slug", message: "Another provider has this slug." });
      }
      const id = newId("con");
      const slug = wanted ?? (await freeSlug(fields.name, isTaken));
      await tx.providerConnection.create({ data: { id, organizationId, slug, baseUrl, ...fields } });
      if (keys) await replaceProviderKeys({ tx, context }, { connectionId: id, kind: fields.kind, baseUrl }, keys);
      const view = toProviderView(await getProviderRow(tx, context, id));
      await audit({ action: "provider.create", objectKind: "provider", objectId: id, after: view });
      return view;
    });
  },
);
