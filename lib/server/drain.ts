import type { Server } from "node:http";

export type Drain = {
  /** Whether the process is on its way out: it takes no new work. */
  readonly isDraining: () => boolean;
};

const drainMs = 25_000;

/**
 * On SIGTERM or SIGINT: no new connections, running requests may end within 25 s, then everything is settled and
 * closed and the process ends. A second signal ends it at once.
 */
export function drainOnSignal(server: Server, closing: { readonly close: () => Promise<void> }): Drain {
  let draining = false;
  const drain = async () => {
    if (draining) process.exit(1);
    draining = true;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const patience = new Promise((resolve) => setTimeout(resolve, drainMs).unref());
    await Promise.race([closed, patience]);
    server.closeAllConnections();
    await closing.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void drain());
  return { isDraining: () => draining };
}
