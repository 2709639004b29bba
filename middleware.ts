import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";
import { pageHeaders } from "#lib/server/page-headers.ts";
import { hasSecureCookies, sessionCookieName } from "#lib/server/session-cookie-name.ts";

/** Pages for people who are not signed in. */
const openPages = new Set(["/", "/sign-in", "/setup", "/invite", "/docs"]);

/**
 * Comfort and headers only: it leads signed-out visitors to the sign-in page before a page is rendered, and tells
 * browsers what a page may load. Nothing is protected by it; every page and route asks for its session itself.
 */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const environment = env();
  if (!openPages.has(pathname) && !request.cookies.has(sessionCookieName(environment))) {
    const signIn = new URL("/sign-in", originOf(request));
    signIn.searchParams.set("callbackUrl", pathname + search);
    return NextResponse.redirect(signIn);
  }
  const nonce = btoa(crypto.randomUUID());
  const sent = pageHeaders({
    nonce,
    isDevelopment: environment.mode === "development",
    isSecure: hasSecureCookies(environment),
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts out of this.
  headers.set("content-security-policy", sent["content-security-policy"] ?? "");
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value);
  return response;
}

/** As the visitor wrote it: the address that the server itself listens on may be another. */
function originOf(request: NextRequest): string {
  const host = request.headers.get("host");
  return host === null ? request.url : `${request.nextUrl.protocol}//${host}`;
}

/** Pages only: neither `/v1` nor `/api`, whose bodies must not pass through here, nor files. */
export const config = {
  runtime: "nodejs",
  matcher: ["/((?!v1/|v1$|api/|debug/|_next/|favicon\\.ico|icon|apple-icon|healthz|readyz).*)"],
};
