import { checkUpstreamUrl } from "#lib/core/public-address.ts";
import type { Provider } from "#lib/gateway/providers/provider.ts";
import type { ManagementServices } from "../context.ts";
import { ManagementError } from "../errors.ts";

/** Where a provider is reached: its own address or the one that was given, checked and without a slash at the end. */
export function requireBaseUrl(
  { allowPrivateUpstreams }: ManagementServices,
  provider: Provider,
  given: string | undefined,
): string {
  const text = (given ?? provider.baseUrl)?.replace(/\/$/, "");
  if (text === undefined) {
    throw new ManagementError("invalid_request", { param: "baseUrl", message: `${provider.title} needs a base URL.` });
  }
  const isSimulated = provider.kind === "simulator";
  if (isSimulated !== text.startsWith("https://simulator.invalid")) {
    throw refused("the simulator lives at its own address, and nothing else does");
  }
  const checked = checkUpstreamUrl(text, { allowPrivate: allowPrivateUpstreams });
  if (checked.ok) return text;
  const hint = provider.local && !allowPrivateUpstreams ? " Start the gateway with ALLOW_PRIVATE_UPSTREAMS=true." : "";
  throw refused(checked.reason, hint);
}

function refused(reason: string, hint = ""): ManagementError {
  return new ManagementError("base_url_not_allowed", {
    param: "baseUrl",
    message: `The base URL is not allowed: ${reason}.${hint}`,
  });
}
