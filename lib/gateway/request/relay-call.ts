import type { GatewayRequest } from "../http.ts";
import type { Relay } from "../relays/relay.ts";
import type { CallFacts } from "./call-facts.ts";
import { readCallOptions } from "./call-options.ts";

/** One request to a relayed endpoint, read and checked, before anybody decided where it goes. */
export type RelayCall<Input> = CallFacts & {
  readonly relay: Relay<Input>;
  readonly input: Input;
  /** An estimate, for the conditions of rules. */
  readonly inputTokens: number;
};

export async function readRelayCall<Input>(request: GatewayRequest, relay: Relay<Input>): Promise<RelayCall<Input>> {
  const options = readCallOptions(request);
  const read = await relay.read(request);
  return { ...read, endpoint: relay.name, options, relay };
}
