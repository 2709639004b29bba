import { listAudit } from "#lib/management/audit-log/list-audit.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listAudit);
