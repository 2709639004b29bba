import type { Metadata } from "next";
import { KeyPage } from "#components/keys/key-page.tsx";
import { getKey } from "#lib/management/keys/get-key.ts";
import { readKeyActivity } from "#lib/management/keys/read-key-activity.ts";
import { readKeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { mayManage } from "#lib/management/require-role.ts";
import { orNotFound } from "#lib/server/or-not-found.ts";
import { requirePageSession } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Key" };

type PageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function OneKeyPage({ params }: PageProps) {
  const [{ id }, { context }] = await Promise.all([params, requirePageSession()]);
  const [value, activity, choices] = await Promise.all([
    orNotFound(getKey(context, { id })),
    readKeyActivity(context, id),
    readKeyChoices(context),
  ]);
  return <KeyPage value={value} activity={activity} choices={choices} canEdit={mayManage(context, value.userId)} />;
}
