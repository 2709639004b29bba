import { errorReply } from "#lib/management/error-reply.ts";
import { notFound } from "#lib/management/errors.ts";
import { failureResponse } from "#lib/server/management-route.ts";

/** What no other route takes is answered in the form of all failures, not with a page. */
function answer(): Response {
  return failureResponse(errorReply(notFound()));
}

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
