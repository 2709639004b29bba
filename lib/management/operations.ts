import { listAudit } from "./audit-log/list-audit.ts";
import { changePassword } from "./auth/change-password.ts";
import { getMe } from "./auth/get-me.ts";
import { login } from "./auth/login.ts";
import { logout } from "./auth/logout.ts";
import { register } from "./auth/register.ts";
import { createBudget } from "./budgets/create-budget.ts";
import { deleteBudget } from "./budgets/delete-budget.ts";
import { getBudget } from "./budgets/get-budget.ts";
import { listBudgets } from "./budgets/list-budgets.ts";
import { updateBudget } from "./budgets/update-budget.ts";
import { setup } from "./installation/setup.ts";
import { createInvite, inviteMember } from "./invites/create-invite.ts";
import { deleteInvite } from "./invites/delete-invite.ts";
import { listInvites } from "./invites/list-invites.ts";
import { createKey } from "./keys/create-key.ts";
import { deleteKey } from "./keys/delete-key.ts";
import { getKey } from "./keys/get-key.ts";
import { listKeys } from "./keys/list-keys.ts";
import { rotateKey } from "./keys/rotate-key.ts";
import { updateKey } from "./keys/update-key.ts";
import { getLive } from "./live/get-live.ts";
import { exportLogs } from "./logs/export-logs.ts";
import { getLog } from "./logs/get-log.ts";
import { getSummary } from "./logs/get-summary.ts";
import { getUsageSeries } from "./logs/get-usage-series.ts";
import { listLogChoices } from "./logs/list-log-choices.ts";
import { listLogs } from "./logs/list-logs.ts";
import { deleteMember } from "./members/delete-member.ts";
import { listMembers } from "./members/list-members.ts";
import { updateMember } from "./members/update-member.ts";
import { deletePrice } from "./models/delete-price.ts";
import { getModelStats } from "./models/get-model-stats.ts";
import { listMissingModels } from "./models/list-missing-models.ts";
import { listModels } from "./models/list-models.ts";
import { listPrices } from "./models/list-prices.ts";
import { setPrice } from "./models/set-price.ts";
import type { AnyOperation } from "./operation.ts";
import { createOrganization } from "./organizations/create-organization.ts";
import { listOrganizations } from "./organizations/list-organizations.ts";
import { getOverview } from "./overview/get-overview.ts";
import { createProvider } from "./providers/create-provider.ts";
import { deleteProvider } from "./providers/delete-provider.ts";
import { getProvider } from "./providers/get-provider.ts";
import { listProviders } from "./providers/list-providers.ts";
import { syncProvider } from "./providers/sync-provider.ts";
import { testProvider } from "./providers/test-provider.ts";
import { updateProvider } from "./providers/update-provider.ts";
import { createRouter } from "./routers/create-router.ts";
import { deleteRouter } from "./routers/delete-router.ts";
import { explainRouter } from "./routers/explain-router.ts";
import { getRouter } from "./routers/get-router.ts";
import { listRouters } from "./routers/list-routers.ts";
import { updateRouter } from "./routers/update-router.ts";
import { createRule } from "./rules/create-rule.ts";
import { deleteRule } from "./rules/delete-rule.ts";
import { updateRule } from "./rules/update-rule.ts";
import { getSettings } from "./settings/get-settings.ts";
import { updateSettings } from "./settings/update-settings.ts";
import { getDatabaseReport } from "./system/get-database-report.ts";
import { getHealth } from "./system/get-health.ts";
import { createToken } from "./tokens/create-token.ts";
import { deleteToken } from "./tokens/delete-token.ts";
import { listTokens } from "./tokens/list-tokens.ts";

/** Every operation of the management API, in the order of its documentation. Each has a route, and each is documented. */
export const operations: readonly AnyOperation[] = [
  ...[setup, login, logout, register, getMe, changePassword, listOrganizations, createOrganization],
  ...[listProviders, createProvider, getProvider, updateProvider, deleteProvider, testProvider, syncProvider],
  ...[listRouters, createRouter, getRouter, updateRouter, deleteRouter, explainRouter],
  ...[createRule, updateRule, deleteRule],
  ...[listKeys, createKey, getKey, updateKey, deleteKey, rotateKey],
  ...[listBudgets, createBudget, getBudget, updateBudget, deleteBudget],
  ...[listModels, getModelStats, listMissingModels, listPrices, setPrice, deletePrice],
  ...[getOverview, getLive, listLogs, listLogChoices, getSummary, getUsageSeries, exportLogs, getLog],
  ...[listMembers, inviteMember, updateMember, deleteMember, listInvites, createInvite, deleteInvite],
  ...[listTokens, createToken, deleteToken],
  ...[listAudit, getSettings, updateSettings, getHealth, getDatabaseReport],
];
