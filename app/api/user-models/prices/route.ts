import { listPrices } from "#lib/management/models/list-prices.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listPrices);
