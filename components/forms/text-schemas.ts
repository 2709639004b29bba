import { z } from "zod";

/** Forms hold text; these read it. Empty is "not set" and becomes `undefined`. */

type Range = { readonly min: number; readonly max: number };

/** A whole number. Thousands may be set apart: `2,000,000` is what people paste. */
export function optionalWhole({ min, max }: Range) {
  return z.string().transform((text, context) => {
    const plain = text.replace(/[\s,_']/g, "");
    if (plain === "") return undefined;
    const number = Number(plain);
    if (/^\d+$/.test(plain) && number >= min && number <= max) return number;
    context.addIssue({
      code: "custom",
      message: `A whole number between ${min.toLocaleString("en")} and ${max.toLocaleString("en")}.`,
    });
    return z.NEVER;
  });
}

export function whole(range: Range) {
  return optionalWhole(range).transform((number, context) => {
    if (number !== undefined) return number;
    context.addIssue({ code: "custom", message: "Enter a number." });
    return z.NEVER;
  });
}

/** An amount in USD, kept as the decimal text it is: money is never a float. */
export const optionalUsd = z.string().transform((text, context) => {
  const plain = text.replace(/[\s,$]/g, "");
  if (plain === "") return undefined;
  if (/^\d{1,10}(\.\d{1,9})?$/.test(plain) && /[1-9]/.test(plain)) return plain;
  context.addIssue({ code: "custom", message: "An amount above 0, such as 25 or 0.50." });
  return z.NEVER;
});

export const nameText = z.string().trim().min(1, "Give it a name.").max(100, "At most 100 characters.");

const pairSchema = z.object({ name: z.string().trim(), value: z.string() });

/** Pairs of which the empty ones are left out; two of one name are not told apart by anybody. */
export const pairs = z.array(pairSchema).transform((entries, context) => {
  const filled = entries.filter(({ name, value }) => name !== "" || value !== "");
  const names = filled.map(({ name }) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.includes("")) context.addIssue({ code: "custom", message: "Each needs a name." });
  else if (twice !== undefined) context.addIssue({ code: "custom", message: `“${twice}” is there twice.` });
  return Object.fromEntries(filled.map(({ name, value }) => [name, value]));
});

/** The other way: what the server answered, as a form holds it. */
export function pairsOf(record: Readonly<Record<string, string>>): z.input<typeof pairs> {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
