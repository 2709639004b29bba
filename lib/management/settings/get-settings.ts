import { z } from "zod";
import { operation } from "../operation.ts";
import { readSettings, settingsView } from "./settings-view.ts";

export const getSettings = operation(
  {
    id: "getSettings",
    method: "GET",
    path: "/api/settings",
    summary: "The organization's settings",
    access: "viewer",
    input: z.strictObject({}),
    output: settingsView,
  },
  async (context) => readSettings(context.db, context),
);
