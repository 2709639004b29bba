import { redirect } from "next/navigation";
import { requirePageSession } from "#lib/server/page-session.ts";

/** The way in: the overview, or signing in, or setting up, whichever comes next for this visitor. */
export default async function HomePage() {
  await requirePageSession();
  redirect("/overview");
}
