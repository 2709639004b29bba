import type { ManagementContext } from "../context.ts";
import { listReachableModels, type ReachableModel } from "../models/list-reachable-models.ts";
import { listRouters } from "../routers/list-routers.ts";

/** What the form of a key offers to choose from. */
export type KeyChoices = {
  readonly routers: readonly { readonly id: string; readonly name: string }[];
  readonly models: readonly ReachableModel[];
};

export async function readKeyChoices(context: ManagementContext): Promise<KeyChoices> {
  const [{ data }, models] = await Promise.all([listRouters(context, { limit: 200 }), listReachableModels(context)]);
  return { routers: data.map(({ id, name }) => ({ id, name })), models };
}
