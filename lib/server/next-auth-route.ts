import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { publishAddress } from "../env.ts";
import { authOptions } from "./auth-options.ts";
import { managementContainer } from "./management-container.ts";

type NextAuthContext = { readonly params: Promise<{ readonly nextauth: string[] }> };

/** next-auth's own endpoints, set up for each request: the options know the caller's address. */
export async function nextAuthRoute(request: NextRequest, context: NextAuthContext): Promise<Response> {
  const opened = await managementContainer();
  const { env, management } = opened.container;
  // On Vercel every deployment has an address of its own, which next-auth takes from the request.
  if (!env.server.onVercel) publishAddress(management.baseUrl);
  const response: Response = await NextAuth(request, context, authOptions(opened, request.headers));
  response.headers.set("cache-control", "no-store");
  return response;
}
