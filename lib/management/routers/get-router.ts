import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getRouterRow } from "./get-router-row.ts";
import { routerDetail, toRouterDetail } from "./router-view.ts";

export const getRouter = operation(
  {
    id: "getRouter",
    method: "GET",
    path: "/api/routers/{id}",
    summary: "One router with its rules in their order",
    access: "viewer",
    input: idInput,
    output: routerDetail,
  },
  async (context, { id }) => toRouterDetail(await getRouterRow(context.db, context, id)),
);
