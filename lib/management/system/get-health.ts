import { z } from "zod";
import type { GuestContext } from "../context.ts";
import { guestOperation } from "../operation.ts";

const part = z.enum(["ok", "down"]);
export const healthView = z.object({
  status: z.enum(["ok", "down"]),
  database: part,
  counters: part,
  version: z.string(),
});
export type HealthView = z.infer<typeof healthView>;

const patienceMs = 2_000;

export const getHealth = guestOperation(
  {
    id: "getHealth",
    method: "GET",
    path: "/api/health",
    summary: "Whether the parts answer; 503 when one does not",
    access: "guest",
    input: z.strictObject({}),
    output: healthView,
    statusOf: (reply) => (healthView.parse(reply).status === "ok" ? 200 : 503),
  },
  async (guest): Promise<HealthView> => {
    const [database, counters] = await Promise.all([answers(readOne(guest)), answers(guest.services.checkCounters())]);
    const status = database === "ok" && counters === "ok" ? "ok" : "down";
    return { status, database, counters, version: guest.services.version };
  },
);

async function readOne({ db }: GuestContext): Promise<boolean> {
  await db.$queryRaw`SELECT 1`;
  return true;
}

/** A part that fails, says no or keeps silent is down; why, is for the log of that part. */
async function answers(question: Promise<boolean>): Promise<"ok" | "down"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = question.catch(() => false);
  const isUp = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return isUp ? "ok" : "down";
}
