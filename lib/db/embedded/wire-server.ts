import { timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import {
  type ClientMessage,
  clientTypes,
  fatalError,
  MessageReader,
  parseMessage,
  passwordRequest,
  queryMessage,
  startupMessage,
} from "./messages.ts";
import { type Backend, type Client, openTurns, type Turns } from "./turns.ts";

export type WireServerOptions = {
  /** What a client must send first, where the operating system does not guard the door. */
  readonly password?: string;
  readonly idleInTransactionMs: number;
  /** Called when the backend has died; the server is of no use afterwards. */
  readonly onDeath: (error: unknown) => void;
};

type Door = { readonly greeting: Buffer; readonly password?: string };

const noEncryption = Buffer.from("N");
const knownTypes: ReadonlySet<number> = new Set(Object.values(clientTypes));
const exchangeEnds: ReadonlySet<number> = new Set([clientTypes.query, clientTypes.sync, clientTypes.flush]);
const protocolViolation = "08P01";
const farewellMs = 1_000;

/** The backend would look for the rows on its own standard input, and end. */
const copyFromClient = /^\s*copy\s[^;]*\bfrom\s+stdin\b/i;
const copyHeadBytes = 2_000;
const refusedCopy =
  "do $$ begin raise exception using errcode = '0A000', message = 'COPY from the client is not supported here'; end $$";

/** Speaks PostgreSQL's wire protocol for a backend that has no sockets of its own. Not yet listening. */
export async function createWireServer(backend: Backend, options: WireServerOptions): Promise<Server> {
  const turns = openTurns(backend, options);
  // Every client gets this same greeting, so that no client's settings reach the session they all share.
  const greeting = await backend.run(startupMessage());
  const door = { greeting, ...(options.password && { password: options.password }) };
  return createServer({ noDelay: true }, (socket) => {
    const client = new WireClient(socket, door, turns);
    socket.on("data", (chunk) => client.receive(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => turns.leave(client));
  });
}

class WireClient implements Client {
  readonly #socket: Socket;
  readonly #door: Door;
  readonly #turns: Turns;
  readonly #reader = new MessageReader();
  #exchange: Buffer[] = [];
  #state: "opening" | "password" | "open" | "closed" = "opening";

  constructor(socket: Socket, door: Door, turns: Turns) {
    this.#socket = socket;
    this.#door = door;
    this.#turns = turns;
  }

  receive(chunk: Buffer): void {
    this.#reader.push(chunk);
    this.#guard(() => {
      while (this.#state === "opening" && this.#open());
      if (this.#state === "password") this.#checkPassword();
    });
    if (this.#state === "open") this.#turns.request(this);
  }

  takeExchange(): Buffer | undefined {
    return this.#guard(() => {
      for (let message = this.#readMessage(); message; message = this.#readMessage()) {
        this.#exchange.push(message.bytes);
        if (!exchangeEnds.has(message.type)) continue;
        const whole = Buffer.concat(this.#exchange);
        this.#exchange = [];
        return whole;
      }
      return undefined;
    });
  }

  answer(reply: Buffer): void {
    this.#socket.write(reply);
  }

  evict(): void {
    this.#refuse("25P03", "The connection kept a transaction open without using it.");
  }

  /** Reads one opening message; false when there is none yet. */
  #open(): boolean {
    const opening = this.#reader.readOpening();
    if (!opening) return false;
    if (opening.kind === "encryption") {
      this.#socket.write(noEncryption);
    } else if (opening.kind === "startup") {
      this.#state = this.#door.password ? "password" : "open";
      this.#socket.write(this.#door.password ? passwordRequest : this.#door.greeting);
    } else {
      // A cancel request has no process to reach here; like every server, close without an answer.
      this.#close();
    }
    return true;
  }

  #checkPassword(): void {
    const message = this.#reader.readMessage();
    if (!message) return;
    const given = message.bytes.subarray(5, -1);
    const expected = Buffer.from(this.#door.password ?? "");
    const right = given.length === expected.length && timingSafeEqual(given, expected);
    if (message.type === clientTypes.password && right) {
      this.#state = "open";
      this.#socket.write(this.#door.greeting);
    } else {
      this.#refuse("28P01", "The password is wrong.");
    }
  }

  #readMessage(): ClientMessage | undefined {
    const message = this.#state === "open" ? this.#reader.readMessage() : undefined;
    if (!message) return undefined;
    if (message.type === clientTypes.terminate) {
      this.#close();
      return undefined;
    }
    if (!knownTypes.has(message.type)) {
      this.#refuse(protocolViolation, "The message type is not known.");
      return undefined;
    }
    return withoutCopy(message);
  }

  /** A client that breaks the protocol loses its connection; nobody else notices. */
  #guard<Value>(read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      this.#refuse(protocolViolation, error instanceof Error ? error.message : "The message cannot be read.");
      return undefined;
    }
  }

  #refuse(sqlState: string, message: string): void {
    this.#socket.write(fatalError(sqlState, message));
    this.#close();
  }

  /** A client that does not read its farewell is cut off all the same: it may hold everybody's turn. */
  #close(): void {
    this.#state = "closed";
    this.#socket.end(() => this.#socket.destroy());
    setTimeout(() => this.#socket.destroy(), farewellMs).unref();
  }
}

/** The message itself, or one of its kind that raises an error in the place of a COPY from the client. */
function withoutCopy(message: ClientMessage): ClientMessage {
  const isParse = message.type === clientTypes.parse;
  if (!isParse && message.type !== clientTypes.query) return message;
  const text = message.bytes.toString("latin1", 5, copyHeadBytes);
  if (!copyFromClient.test(isParse ? text.slice(text.indexOf("\0") + 1) : text)) return message;
  const bytes = isParse ? parseMessage(text.slice(0, text.indexOf("\0")), refusedCopy) : queryMessage(refusedCopy);
  return { type: message.type, bytes };
}
