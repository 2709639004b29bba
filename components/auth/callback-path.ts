const home = "/overview";
/** Only there to resolve against: an address that leaves it was not relative. */
const base = "http://dashboard.invalid";

/** Where to go after signing in: a path of this dashboard, whatever the address asked for. */
export function callbackPath(wanted: string | readonly string[] | undefined): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, base)) return home;
  const { origin, pathname, search, hash } = new URL(wanted, base);
  return origin === base && pathname !== "/sign-in" && pathname !== "/" ? pathname + search + hash : home;
}
