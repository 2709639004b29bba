import { randomBase62 } from "#lib/core/random.ts";

const lengthMax = 40;

/** A slug made of a name that nothing else has yet. */
export async function freeSlug(name: string, isTaken: (slug: string) => Promise<boolean>): Promise<string> {
  const base = slugOf(name);
  if (!(await isTaken(base))) return base;
  for (let number = 2; number < 10; number++) {
    if (!(await isTaken(`${base}-${number}`))) return `${base}-${number}`;
  }
  return `${base}-${randomBase62(6).toLowerCase()}`;
}

/** Letters of other scripts leave nothing behind, so such a name gets a slug of chance. */
function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, lengthMax)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? randomBase62(8).toLowerCase() : slug;
}
