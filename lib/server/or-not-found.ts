import { notFound } from "next/navigation";
import { ManagementError } from "#lib/management/errors.ts";

/** What a page reads by an id in its address; an id that names nothing here leads to the page that says so. */
export async function orNotFound<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ManagementError && error.code === "not_found") notFound();
    throw error;
  }
}
