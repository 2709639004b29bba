import { handleHousekeeping } from "#lib/server/housekeeping.ts";

/** For platforms that run functions only; a server keeps house by itself. */
export const dynamic = "force-dynamic";
export const maxDuration = 300;

export const GET = handleHousekeeping;
