import { asGatewayError, GatewayError, listProviderModels } from "#lib/gateway/index.ts";
import type { Connection, Directory, Transport } from "#lib/gateway/ports.ts";
import type { ConnectionReference, ProbeResult } from "#lib/management/ports.ts";

type ProbePorts = { readonly directory: Directory; readonly transport: Transport };

/** Calls to a provider that the dashboard asks for, with the connection as the engine itself would use it. */
export function providerProbe(ports: ProbePorts) {
  const find = async ({ organizationId, id }: ConnectionReference): Promise<Connection> => {
    const { connections } = await ports.directory.organization(organizationId);
    const connection = connections.find((candidate) => candidate.id === id);
    if (!connection) throw new GatewayError("not_found");
    return connection;
  };
  return {
    async probeProvider(reference: ConnectionReference): Promise<ProbeResult> {
      const connection = await find(reference);
      const startedMs = performance.now();
      try {
        await listProviderModels(ports, connection);
        return { ok: true, latencyMs: Math.round(performance.now() - startedMs) };
      } catch (cause) {
        const error = asGatewayError(cause);
        const status =
          error.options.upstreamStatus === undefined ? "" : ` (it answered ${error.options.upstreamStatus})`;
        return { ok: false, latencyMs: Math.round(performance.now() - startedMs), error: `${error.message}${status}` };
      }
    },
    listProviderModels: async (reference: ConnectionReference) => listProviderModels(ports, await find(reference)),
  };
}
