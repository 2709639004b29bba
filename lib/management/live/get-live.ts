import { z } from "zod";
import { operation } from "../operation.ts";
import { liveVersion } from "./live-version.ts";

export const liveView = z.object({
  version: z.string().meta({ description: "Another one than before: there are new requests" }),
});
export type Live = z.infer<typeof liveView>;

export const getLive = operation(
  {
    id: "getLive",
    method: "GET",
    path: "/api/live",
    summary: "Whether something happened since it was last asked; cheap enough to ask every few seconds",
    access: "viewer",
    input: z.strictObject({}),
    output: liveView,
  },
  async (context): Promise<Live> => {
    await context.services.flushLedger();
    const [row] = await context.db.$queryRaw<Live[]>`SELECT ${liveVersion(context)} AS "version"`;
    return { version: row?.version ?? "0" };
  },
);
