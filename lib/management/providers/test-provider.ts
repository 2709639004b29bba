import { z } from "zod";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getProviderRow } from "./get-provider-row.ts";

export const probeView = z.object({ ok: z.boolean(), latencyMs: z.number(), error: z.string().exactOptional() });
export type ProbeView = z.infer<typeof probeView>;

export const testProvider = operation(
  {
    id: "testProvider",
    method: "POST",
    path: "/api/providers/{id}/test",
    summary: "One cheap real call to the provider",
    access: "admin",
    input: idInput,
    output: probeView,
  },
  async (context, { id }) => {
    await getProviderRow(context.db, context, id);
    return context.services.probeProvider({ organizationId: context.actor.organizationId, id });
  },
);
