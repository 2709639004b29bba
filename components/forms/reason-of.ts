import { ApiError } from "../api-client.ts";

/** Why a write failed, for a notice. A defect of this page goes on: it is no answer to tell the reader. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  throw error;
}
