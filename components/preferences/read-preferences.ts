import { z } from "zod";
import { isTimeZone } from "../format/format-time.ts";
import { defaultPreferences, type Preferences } from "./preferences.ts";

const cookieSchema = z.object({
  sidebar: z.enum(["open", "collapsed"]).catch(defaultPreferences.sidebar),
  density: z.enum(["comfortable", "dense"]).catch(defaultPreferences.density),
  shortcuts: z.enum(["on", "off"]).catch(defaultPreferences.shortcuts),
  timeZone: z.string().refine(isTimeZone).catch(defaultPreferences.timeZone),
  columns: z.record(z.string(), z.record(z.string(), z.boolean())).catch(defaultPreferences.columns),
});

/**
 * Reads the cookie the browser sent. It is the reader's own and may hold anything, so a part that makes no
 * sense falls back to its default and never to an error page.
 */
export function readPreferences(cookie: string | undefined): Preferences {
  const result = cookieSchema.safeParse(parseCookie(cookie));
  return result.success ? result.data : defaultPreferences;
}

function parseCookie(cookie: string | undefined): unknown {
  if (cookie === undefined) return undefined;
  try {
    return JSON.parse(decodeURIComponent(cookie));
  } catch {
    // Cut short or edited by hand: the defaults are the answer, there is nobody to tell.
    return undefined;
  }
}
