import type { CatalogModel } from "../catalog/catalog.ts";
import type { PriceState } from "../metering/price.ts";
import type { Connection, Credential, Timeouts } from "../ports.ts";
import type { Provider } from "../providers/provider.ts";

/** One place where a request may be served. The same object for every request, as long as the configuration stays. */
export type Target = {
  readonly connection: Connection;
  readonly provider: Provider;
  /** The provider's own name of the model. */
  readonly model: string;
  readonly catalogModel?: CatalogModel;
  readonly price: PriceState;
  readonly timeouts: Timeouts;
  /** How often it is asked again before the next target; absent: only when there is no other. */
  readonly retries?: number;
  /** Under which its health is known: another one after an edit of the connection. */
  readonly healthKey: string;
  /** In their order; a provider that needs no key has one entry without a credential. */
  readonly credentials: readonly TargetCredential[];
  /** Why it is a candidate, in words for people. */
  readonly reason: string;
};

export type TargetCredential = {
  readonly credential?: Credential;
  /** Under which the credential's own health is known, and under which that for this model. */
  readonly healthKey: string;
  readonly modelHealthKey: string;
};
