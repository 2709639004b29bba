import { findProvider } from "#lib/gateway/providers/registry.ts";
import { change } from "../audit.ts";
import type { ManagementContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { operation } from "../operation.ts";
import { requireBaseUrl } from "./base-url.ts";
import { getProviderRow } from "./get-provider-row.ts";
import { updateProviderInput } from "./provider-fields.ts";
import { keysOf, replaceProviderKeys } from "./provider-keys.ts";
import { type ProviderRow, providerView, toProviderView } from "./provider-view.ts";

export const updateProvider = operation(
  {
    id: "updateProvider",
    method: "PUT",
    path: "/api/providers/{id}",
    summary: "Change a connected provider; fields that are not sent stay as they are",
    access: "admin",
    input: updateProviderInput,
    output: providerView,
  },
  async (context, { id, kind, apiKey, apiKeys, baseUrl: given, ...fields }) => {
    const keys = keysOf({ ...(apiKey && { apiKey }), ...(apiKeys && { apiKeys }) });
    const { organizationId } = context.actor;

    return change(context, async ({ tx, audit }) => {
      const row = await getProviderRow(tx, context, id);
      if (kind !== undefined && kind !== row.kind) throw fixedKind();
      const baseUrl = given === undefined ? row.baseUrl : newBaseUrl(context, row, given);
      const moved = new URL(baseUrl).origin !== new URL(row.baseUrl).origin;
      if (moved && !keys && row.credentials.length > 0) {
        throw new ManagementError("key_required_for_new_base_url", { param: "apiKey" });
      }
      await tx.providerConnection.update({
        where: { organizationId_id: { organizationId, id } },
        data: { ...fields, baseUrl },
      });
      if (keys) await replaceProviderKeys({ tx, context }, { connectionId: id, kind: row.kind, baseUrl }, keys);
      const view = toProviderView(await getProviderRow(tx, context, id));
      const record = { action: "provider.update", objectKind: "provider", objectId: id };
      await audit({ ...record, before: toProviderView(row), after: { ...view, ...(keys && { keyReplaced: true }) } });
      return view;
    });
  },
);

function newBaseUrl({ services }: ManagementContext, row: ProviderRow, given: string): string {
  const provider = findProvider(row.kind);
  if (!provider) throw fixedKind();
  return requireBaseUrl(services, provider, given);
}

/** The stored keys are sealed for the kind, and nothing that was set for one kind need make sense for another. */
function fixedKind(): ManagementError {
  return new ManagementError("invalid_request", {
    param: "kind",
    message: "The kind of a provider cannot be changed.",
  });
}
