import type { Env } from "../env.ts";

/** Whether people reach the dashboard over https; their browsers then never send the cookie over http. */
export function hasSecureCookies({ server }: Env): boolean {
  return server.publicUrl?.startsWith("https://") ?? server.onVercel;
}

/** `__Host-` ties the cookie to this very host: no sibling domain can set it. */
export function sessionCookieName(env: Env): string {
  return hasSecureCookies(env) ? "__Host-next-auth.session-token" : "next-auth.session-token";
}
