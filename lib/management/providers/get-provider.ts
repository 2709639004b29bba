import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getProviderRow } from "./get-provider-row.ts";
import { providerView, toProviderView } from "./provider-view.ts";

export const getProvider = operation(
  {
    id: "getProvider",
    method: "GET",
    path: "/api/providers/{id}",
    summary: "One connected provider",
    access: "viewer",
    input: idInput,
    output: providerView,
  },
  async (context, { id }) => toProviderView(await getProviderRow(context.db, context, id)),
);
