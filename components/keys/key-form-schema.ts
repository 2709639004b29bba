import { z } from "zod";
import { nameText, optionalUsd, optionalWhole, pairs, pairsOf } from "#components/forms/text-schemas.ts";
import type { KeyView } from "#lib/management/keys/key-view.ts";

/** Stands for "none" where a choice needs a value. */
export const none = "none";

const billion = 1_000_000_000;
const periods = ["total", "hour", "day", "week", "month"] as const;
const expiries = ["never", "7", "30", "90", "365", "date"] as const;

/** A key as its form holds it, and as the API takes it: what is empty is `null`, that is, taken away. */
export const keySchema = z
  .object({
    name: nameText,
    routerId: z.string(),
    allowedModels: z.array(z.string().regex(/^[A-Za-z0-9._:/@+*-]{1,128}$/, "is no model name or pattern.")),
    requestsPerMinute: optionalWhole({ min: 1, max: billion }),
    tokensPerMinute: optionalWhole({ min: 1, max: billion }),
    maxConcurrent: optionalWhole({ min: 1, max: 1_000_000 }),
    budgetUsd: optionalUsd,
    budgetPeriod: z.enum(periods),
    expiry: z.enum(expiries),
    expiresOn: z.string(),
    allowedIps: z.array(z.string().regex(/^[0-9a-fA-F.:/]{2,64}$/, "is no address or range.")),
    unknownPrice: z.enum([none, "allow", "refuse", "ceiling"]),
    affordableCap: z.boolean(),
    metadata: pairs,
  })
  .superRefine(({ expiry, expiresOn }, context) => {
    if (expiry !== "date") return;
    const message = expiresOn === "" ? "Choose a day." : "A day that is still to come.";
    if (expiresOn === "" || endOf(expiresOn) <= Date.now()) {
      context.addIssue({ code: "custom", path: ["expiresOn"], message });
    }
  })
  .transform(({ routerId, expiry, expiresOn, unknownPrice, budgetUsd, budgetPeriod, ...fields }) => ({
    ...fields,
    routerId: routerId === none ? null : routerId,
    requestsPerMinute: fields.requestsPerMinute ?? null,
    tokensPerMinute: fields.tokensPerMinute ?? null,
    maxConcurrent: fields.maxConcurrent ?? null,
    unknownPrice: unknownPrice === none ? null : unknownPrice,
    expiresAt: expiryTime(expiry, expiresOn),
    ...(budgetUsd === undefined ? { budgetUsd: null } : { budgetUsd, budgetPeriod }),
  }));

export type KeyForm = z.input<typeof keySchema>;

export const emptyKey: KeyForm = {
  name: "",
  routerId: none,
  allowedModels: [],
  requestsPerMinute: "",
  tokensPerMinute: "",
  maxConcurrent: "",
  budgetUsd: "",
  budgetPeriod: "month",
  expiry: "never",
  expiresOn: "",
  allowedIps: [],
  unknownPrice: none,
  affordableCap: true,
  metadata: [],
};

export function keyTexts(key: KeyView): KeyForm {
  const text = (limit: number | null) => limit?.toString() ?? "";
  return {
    name: key.name,
    routerId: key.routerId ?? none,
    allowedModels: key.allowedModels,
    requestsPerMinute: text(key.requestsPerMinute),
    tokensPerMinute: text(key.tokensPerMinute),
    maxConcurrent: text(key.maxConcurrent),
    budgetUsd: key.budgetUsd ?? "",
    budgetPeriod: key.budgetPeriod ?? "month",
    expiry: key.expiresAt === null ? "never" : "date",
    expiresOn: key.expiresAt === null ? "" : dayOf(new Date(key.expiresAt)),
    allowedIps: key.allowedIps,
    unknownPrice: key.unknownPrice ?? none,
    affordableCap: key.affordableCap,
    metadata: pairsOf(key.metadata),
  };
}

/** The server's names for what the form keeps elsewhere. */
export function keyField(param: string): string {
  if (param === "expiresAt") return "expiresOn";
  return param.replace(/^(allowedModels|allowedIps|metadata)[.[].*/, "$1");
}

function expiryTime(expiry: (typeof expiries)[number], expiresOn: string): string | null {
  if (expiry === "never") return null;
  if (expiry === "date") return new Date(endOf(expiresOn)).toISOString();
  return new Date(Date.now() + Number(expiry) * 86_400_000).toISOString();
}

/** The last second of a day on the reader's own calendar. */
function endOf(day: string): number {
  return new Date(`${day}T23:59:59`).getTime();
}

function dayOf(at: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
