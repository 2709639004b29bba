import { cookies } from "next/headers";
import { type Preferences, preferencesCookie } from "#components/preferences/preferences.ts";
import { readPreferences } from "#components/preferences/read-preferences.ts";

/** What the reader of this page chose, for what the server has to know of it: the time zone above all. */
export async function pagePreferences(): Promise<Preferences> {
  return readPreferences((await cookies()).get(preferencesCookie)?.value);
}
