import { z } from "zod";
import { nameText, whole } from "#components/forms/text-schemas.ts";
import type { SettingsView } from "#lib/management/settings/settings-view.ts";

/** Stands for "none" where a choice needs a value. */
export const none = "none";

export const settingsSchema = z
  .object({
    name: nameText,
    defaultRouterId: z.string(),
    allowImageFetch: z.boolean(),
    logRetentionDays: whole({ min: 1, max: 3650 }),
  })
  .transform(({ defaultRouterId, ...fields }) => ({
    ...fields,
    defaultRouterId: defaultRouterId === none ? null : defaultRouterId,
  }));

export type SettingsForm = z.input<typeof settingsSchema>;

export function settingsTexts(settings: SettingsView): SettingsForm {
  const { name, allowImageFetch } = settings;
  return {
    ...{ name, allowImageFetch },
    defaultRouterId: settings.defaultRouterId ?? none,
    logRetentionDays: String(settings.logRetentionDays),
  };
}
