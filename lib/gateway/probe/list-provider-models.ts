import { isJsonObject } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";
import type { Connection, GatewayPorts } from "../ports.ts";
import { findProvider } from "../providers/registry.ts";
import { readJsonValue, requireSuccess } from "../routing/read-reply.ts";
import { upstreamHeaders, upstreamUrl } from "../routing/upstream-call.ts";

const probeMs = 15_000;

/**
 * The names of the models in the provider's own list, as its calls take them. Throws `GatewayError`; a provider
 * without a list has none.
 */
export async function listProviderModels(
  ports: Pick<GatewayPorts, "transport">,
  connection: Connection,
): Promise<readonly string[]> {
  const provider = findProvider(connection.kind);
  if (!provider?.modelsPath) return [];
  const reply = await ports.transport.send({
    url: upstreamUrl(connection, provider.modelsPath),
    method: "GET",
    headers: upstreamHeaders(provider, connection, connection.credentials[0]),
    connectMs: 5_000,
    headersMs: probeMs,
    idleMs: probeMs,
    signal: AbortSignal.timeout(probeMs),
  });
  await requireSuccess(reply);
  return namesIn(await readJsonValue(reply));
}

/** OpenAI's and Anthropic's lists have `data[].id`, Google's `models[].name` with a prefix, Together's is a bare list. */
function namesIn(json: unknown): readonly string[] {
  const list = isJsonObject(json) ? (json["data"] ?? json["models"]) : json;
  if (!Array.isArray(list))
    throw new GatewayError("upstream_invalid_response", { detail: "the model list has an unknown shape" });
  const names = list.flatMap((entry: unknown) => {
    const name = isJsonObject(entry) ? (entry["id"] ?? entry["name"]) : undefined;
    return typeof name === "string" && name !== "" ? [name.replace(/^models\//, "")] : [];
  });
  return [...new Set(names)];
}
