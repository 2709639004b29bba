import { env } from "../env.ts";
import type { RouteHandler } from "./management-route.ts";
import { hasSecureCookies, sessionCookieName } from "./session-cookie-name.ts";

/** Takes the session cookie out of the browser, whether the session was still alive or not. */
export function withoutSession(route: RouteHandler): RouteHandler {
  return async (request, context) => {
    const response = await route(request, context);
    const secure = hasSecureCookies(env()) ? "; Secure" : "";
    response.headers.append(
      "set-cookie",
      `${sessionCookieName(env())}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`,
    );
    return response;
  };
}
