import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { type UsageCounts, usageClasses } from "../metering/usage.ts";

/** Reads a provider's counts and remembers whether one of them had to be corrected. */
export type CountReader = {
  /** The first of the fields that holds a count; 0 when there is none. Dots lead into nested objects. */
  readonly read: (...paths: readonly string[]) => number;
  /** Takes parts out of a whole; where they are larger than it, the later parts shrink. */
  readonly split: (
    whole: number,
    parts: readonly number[],
  ) => { readonly rest: number; readonly parts: readonly number[] };
  readonly clamped: () => boolean;
};

/** Whole numbers from 0 up are counts; anything else is corrected upwards, never into a credit. */
export function openCounts(usage: JsonObject): CountReader {
  let clamped = false;
  const count = (value: JsonValue): number => {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    clamped = true;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) return 0;
    return Math.min(Math.max(Math.ceil(number), 0), Number.MAX_SAFE_INTEGER);
  };
  return {
    read: (...paths) => {
      for (const path of paths) {
        const value = valueAt(usage, path);
        if (value !== undefined && value !== null) return count(value);
      }
      return 0;
    },
    split: (whole, parts) => {
      let rest = whole;
      const taken = parts.map((part) => {
        const fitting = Math.min(part, rest);
        if (fitting < part) clamped = true;
        rest -= fitting;
        return fitting;
      });
      return { rest, parts: taken };
    },
    clamped: () => clamped,
  };
}

/** Whether a report says anything at all; one without any count must not make a reply free. */
export function hasCounts(usage: JsonValue | undefined, names: readonly string[]): usage is JsonObject {
  return isJsonObject(usage) && names.some((name) => usage[name] !== undefined && usage[name] !== null);
}

/** Counts without the classes that are zero; `input` and `output` stay, so that a report of nothing is one. */
export function usageCounts(counts: UsageCounts): UsageCounts {
  const used: { -readonly [Name in keyof UsageCounts]: UsageCounts[Name] } = { input: 0, output: 0 };
  for (const name of usageClasses) {
    const count = counts[name];
    if (count) used[name] = count;
  }
  return used;
}

/** The tier that decides the price; the standard one has many names and none of ours. */
export function readServiceTier(value: JsonValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const tier = value.toLowerCase().replace(/^on_demand_|^service_tier_/, "");
  if (["", "auto", "default", "standard", "on_demand", "unspecified", "standard_only"].includes(tier)) return undefined;
  return tier === "fast" ? "priority" : tier;
}

/** A JSON number as a decimal string without exponent, moved `places` digits to the right of the point. */
export function decimalString(value: JsonValue | undefined, places = 0): string | undefined {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return undefined;
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) - places;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const decimals = padded.slice(at).replace(/0+$/, "");
  const units = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  return decimals === "" ? units : `${units}.${decimals}`;
}

/** The paths that are asked for are literals of this program, the same ones for every reply. */
const namesOfPath = new Map<string, readonly string[]>();

function valueAt(object: JsonObject, path: string): JsonValue | undefined {
  let names = namesOfPath.get(path);
  if (!names) {
    names = path.split(".");
    namesOfPath.set(path, names);
  }
  let value: JsonValue | undefined = object;
  for (const name of names) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}
