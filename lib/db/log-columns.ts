import { z } from "zod";

/** A detail that is left out of the text where there is none. */
function absentAsNull<Value extends z.ZodType>(value: Value) {
  return value.optional().transform((given) => given ?? null);
}

/** What `Request.attempts` holds: what was tried, in order. */
export const attemptsColumn = z.array(
  z.object({
    provider: z.string(),
    providerKind: z.string(),
    model: z.string(),
    status: z.enum(["failed", "success"]),
    errorCode: absentAsNull(z.string()),
    detail: absentAsNull(z.string()),
    httpStatus: absentAsNull(z.int()),
    startedAfterMs: z.int(),
    durationMs: z.int(),
    costNanoUsd: z.coerce.bigint(),
  }),
);
export type AttemptEntry = z.infer<typeof attemptsColumn>[number];

/** What `Request.charges` holds: the receipt. A correction is a further line. */
export const chargesColumn = z.array(
  z.object({
    class: z.string(),
    quantity: z.number(),
    /** A decimal string in USD, per `unit`: a million tokens or a single unit. */
    rateUsd: z.string(),
    unit: z.enum(["million", "unit"]),
    priceVersion: z.string(),
    amountNanoUsd: z.coerce.bigint(),
  }),
);
export type ChargeEntry = z.infer<typeof chargesColumn>[number];
