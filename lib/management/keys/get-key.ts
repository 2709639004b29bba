import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getKeyView } from "./get-key-view.ts";
import { keyView } from "./key-view.ts";

export const getKey = operation(
  {
    id: "getKey",
    method: "GET",
    path: "/api/keys/{id}",
    summary: "One gateway key with the state of its own budget; never the key itself",
    access: "viewer",
    input: idInput,
    output: keyView,
  },
  async (context, { id }) => {
    await context.services.flushLedger();
    return getKeyView(context.db, context, id);
  },
);
