import { handleGatewayRequest } from "#lib/server/gateway-route.ts";

/** The door for platforms that run Next's handlers (Vercel). The Node server answers `/v1` before Next sees it. */
export const runtime = "nodejs";
export const dynamic = "force-dynamic";
export const maxDuration = 300;

export const GET = handleGatewayRequest;
export const POST = handleGatewayRequest;
