import type { Catalog } from "#lib/gateway/catalog/catalog.ts";
import { providers } from "#lib/gateway/providers/registry.ts";

/** What the form for a new provider has to know of each kind. */
export type ProviderKind = {
  readonly kind: string;
  readonly title: string;
  /** Absent: every connection brings its own. */
  readonly baseUrl?: string;
  readonly needsKey: boolean;
  readonly isLocal: boolean;
  readonly canSync: boolean;
  readonly help?: string;
  /** How many of its models the catalog lists. */
  readonly modelCount: number;
};

/** Every kind of provider, in the order in which they are offered. */
export function listProviderKinds(catalog: Catalog): readonly ProviderKind[] {
  return providers.map(({ kind, title, baseUrl, auth, local, modelsPath, help, catalog: listedAs }) => ({
    kind,
    title,
    needsKey: auth.required,
    isLocal: local ?? false,
    canSync: modelsPath !== undefined,
    modelCount: catalog.modelsOf(listedAs ?? kind).length,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(help === undefined ? {} : { help }),
  }));
}
