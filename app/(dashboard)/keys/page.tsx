import type { Metadata } from "next";
import { KeyBoard } from "#components/keys/key-board.tsx";
import { listKeys } from "#lib/management/keys/list-keys.ts";
import { readKeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { hasRole } from "#lib/management/roles.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysPage() {
  const { context, user } = await requirePageSession();
  const [first, choices] = await Promise.all([listKeys(context, { limit: 200 }), readKeyChoices(context)]);
  const { role } = context.actor;
  return (
    <KeyBoard
      first={first}
      choices={choices}
      gatewayUrl={`${context.services.baseUrl}/v1`}
      edits={hasRole(role, "admin") ? "all" : hasRole(role, "member") ? "own" : "none"}
      userId={user.id}
    />
  );
}
