import { clientMessage, clientTypes, queryMessage, readyStatus } from "./messages.ts";

/** The only backend there is. It answers complete messages and throws only when it has died. */
export type Backend = { readonly run: (messages: Buffer) => Promise<Buffer> };

/** One connected client, as the queue for the backend sees it. */
export type Client = {
  /** The next messages that belong together, or `undefined` while the client has not sent them all. */
  readonly takeExchange: () => Buffer | undefined;
  readonly answer: (reply: Buffer) => void;
  /** Called when the client kept a transaction open and everybody else waiting for too long. */
  readonly evict: () => void;
};

export type Turns = {
  /** Says that a client may have an exchange to run. */
  readonly request: (client: Client) => void;
  /** Says that a client is gone: what it left open is rolled back. */
  readonly leave: (client: Client) => void;
};

type TurnOptions = {
  readonly idleInTransactionMs: number;
  readonly onDeath: (error: unknown) => void;
};

const rollBack = Buffer.concat([clientMessage(clientTypes.sync), queryMessage("rollback")]);

/**
 * Lets many clients share one backend session, one at a time.
 *
 * A turn lasts from a client's first message to the reply that says "ready, no transaction open". Nothing of another
 * client can come between: not between `parse` and `bind`, where it would swap the statement under the parameters,
 * and not inside a transaction.
 */
export function openTurns(backend: Backend, { idleInTransactionMs, onDeath }: TurnOptions): Turns {
  const waiting = new Set<Client>();
  const gone = new WeakSet<Client>();
  let owner: Client | undefined;
  let running = false;
  let eviction: NodeJS.Timeout | undefined;

  return {
    request(client) {
      waiting.add(client);
      void run();
    },
    leave(client) {
      gone.add(client);
      waiting.delete(client);
      void run();
    },
  };

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    clearTimeout(eviction);
    try {
      while (await runOne());
    } catch (error) {
      // Still marked as running, so that nothing more is asked of the dead.
      onDeath(error);
      return;
    }
    running = false;
    const idle = owner;
    if (idle) eviction = setTimeout(() => idle.evict(), idleInTransactionMs);
  }

  /** Runs one exchange of the client whose turn it is; false when there is nothing to run. */
  async function runOne(): Promise<boolean> {
    if (owner && gone.has(owner)) {
      await backend.run(rollBack);
      owner = undefined;
    }
    const [first] = waiting;
    const client = owner ?? first;
    if (!client) return false;

    waiting.delete(client);
    const exchange = client.takeExchange();
    if (!exchange) return client !== owner;

    const reply = await backend.run(exchange);
    owner = readyStatus(reply) === "idle" ? undefined : client;
    client.answer(reply);
    if (!gone.has(client)) waiting.add(client);
    return true;
  }
}
