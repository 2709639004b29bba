import { z } from "zod";
import { isTimezone } from "#lib/core/budget-period.ts";
import { parseIpRange } from "#lib/core/ip-address.ts";
import { formatUsd, type NanoUsd, nanoUsdFrom, parseUsd } from "#lib/core/money.ts";
import { roles } from "./roles.ts";

/** The fields that several inputs and views share. Messages continue the sentence "The field 'x' …". */

const limitMax = 9_000_000_000n * 1_000_000_000n;

export const idField = z.string().min(1).max(200);
export const idInput = z.strictObject({ id: idField });

export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u);

export const slugField = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);

/** Quoted local parts, comments and control characters are refused with everything else that is no plain address. */
export const emailField = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const passwordField = z.string().min(8).max(256);
export const roleField = z.enum(roles);

/** Model names and the patterns that match them, as they travel in URLs and bodies. */
export const modelPattern = z.string().regex(/^[A-Za-z0-9._:/@+*-]{1,128}$/);
export const modelField = z.string().regex(/^[A-Za-z0-9._:/@+-]{1,128}$/);

/** A limit in USD: above 0, at most nine billion, nine decimal places. */
export const usdLimitField = z.string().transform((text, context): NanoUsd => {
  const amount = parseUsd(text);
  if (amount !== undefined && amount > 0n && amount <= limitMax) return amount;
  const isDecimal = /^-?\d+(\.\d+)?$/.test(text);
  context.addIssue({
    code: "custom",
    params: { code: isDecimal ? "out_of_range" : "invalid_request" },
    message: isDecimal
      ? "must be above 0 and at most 9000000000, with at most 9 decimal places"
      : 'must be a decimal string in USD such as "12.50"',
  });
  return z.NEVER;
});

/** An amount of zero or more, for filters. */
export const usdAmountField = z.string().transform((text, context): NanoUsd => {
  const amount = parseUsd(text);
  if (amount !== undefined && amount <= limitMax) return amount;
  context.addIssue({ code: "custom", message: 'must be a decimal string in USD such as "0.01"' });
  return z.NEVER;
});

export const timeField = z
  .string()
  .meta({
    format: "date-time",
    description: "ISO 8601, e.g. 2026-01-31T12:00:00Z; a date alone is its midnight in UTC",
  })
  .transform((text, context): Date => {
    const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text);
    const time = new Date(isTime ? text : Number.NaN);
    if (!Number.isNaN(time.getTime())) return time;
    context.addIssue({ code: "custom", message: "must be a time in ISO 8601 such as 2026-01-31T12:00:00Z" });
    return z.NEVER;
  });

export const timezoneField = z.string().refine(isTimezone, { message: "must be UTC or an IANA time zone" });

export const ipRangeField = z
  .string()
  .max(64)
  .refine((text) => parseIpRange(text) !== undefined, { message: "must be an address or a CIDR range" });

const timeout = z.int().min(1).max(3_600_000).exactOptional();
export const timeoutsField = z.strictObject({
  connectMs: timeout,
  firstTokenMs: timeout,
  idleMs: timeout,
  totalMs: timeout,
});

/** Small facts that tag requests. */
export const metadataField = z
  .record(z.string().min(1).max(64), z.string().max(512))
  .refine((tags) => Object.keys(tags).length <= 16, { message: "must have at most 16 entries" });

/** Query flags come as text, pages pass booleans. */
export const flagField = z.union([z.boolean(), z.stringbool()]);

/** In answers. */
export const usdView = z.string().meta({ description: "Decimal string in USD, at most 9 places" });
export const timeView = z.string().meta({ format: "date-time" });

export function viewUsd(amount: bigint): string {
  return formatUsd(nanoUsdFrom(amount));
}

export function viewTime(time: Date): string {
  return time.toISOString();
}

export function viewTimeOrNull(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
