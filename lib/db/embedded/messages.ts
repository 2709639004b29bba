/** One message of PostgreSQL's wire protocol 3, as a client sent it: its type byte and all of its bytes. */
export type ClientMessage = { readonly type: number; readonly bytes: Buffer };

/** How a connection begins, before any typed message. */
export type Opening = { readonly kind: "encryption" | "cancel" | "startup" | "unknown"; readonly bytes: Buffer };

const messageBytesMax = 256 * 1024 * 1024;
const openingBytesMax = 10_000;
const typedHeaderBytes = 5;
const openingHeaderBytes = 8;
const codes = { encryption: [80_877_103, 80_877_104], cancel: 80_877_102, protocolMajor: 3 };

/** The type bytes that a client may send once it is connected. Anything else would end the database's only backend. */
export const clientTypes = {
  bind: byte("B"),
  close: byte("C"),
  describe: byte("D"),
  execute: byte("E"),
  flush: byte("H"),
  parse: byte("P"),
  password: byte("p"),
  query: byte("Q"),
  sync: byte("S"),
  terminate: byte("X"),
} as const;

export class ProtocolViolation extends Error {
  override readonly name = "ProtocolViolation";
}

/** Cuts a byte stream into messages. Bytes are joined only when a message is complete, so large ones stay cheap. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
  }

  readOpening(): Opening | undefined {
    const header = this.#peek(openingHeaderBytes);
    if (!header) return undefined;
    const length = checked(header.readInt32BE(0), openingHeaderBytes, openingBytesMax);
    const bytes = this.#take(length);
    return bytes && { kind: openingKind(bytes.readInt32BE(4)), bytes };
  }

  readMessage(): ClientMessage | undefined {
    const header = this.#peek(typedHeaderBytes);
    if (!header) return undefined;
    const length = 1 + checked(header.readInt32BE(1), 4, messageBytesMax);
    const bytes = this.#take(length);
    return bytes && { type: bytes.readUInt8(0), bytes };
  }

  #peek(length: number): Buffer | undefined {
    return this.#buffered < Math.max(length, this.#needed) ? undefined : this.#joined();
  }

  #take(length: number): Buffer | undefined {
    this.#needed = this.#buffered < length ? length : 0;
    if (this.#needed > 0) return undefined;
    const all = this.#joined();
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#buffered = rest.length;
    return all.subarray(0, length);
  }

  #joined(): Buffer {
    const [only, ...others] = this.#chunks;
    if (only && others.length === 0) return only;
    const all = Buffer.concat(this.#chunks, this.#buffered);
    this.#chunks = [all];
    return all;
  }
}

export function clientMessage(type: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(typedHeaderBytes);
  header.writeUInt8(type, 0);
  header.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([header, body]);
}

export function queryMessage(sql: string): Buffer {
  return clientMessage(clientTypes.query, Buffer.from(`${sql}\0`));
}

/** A `parse` of SQL without declared parameter types. */
export function parseMessage(statement: string, sql: string): Buffer {
  return clientMessage(clientTypes.parse, Buffer.from(`${statement}\0${sql}\0\0\0`));
}

/** The opening of a session for the one user there is. */
export function startupMessage(): Buffer {
  const body = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const header = Buffer.alloc(openingHeaderBytes);
  header.writeInt32BE(openingHeaderBytes + body.length, 0);
  header.writeInt32BE(codes.protocolMajor << 16, 4);
  return Buffer.concat([header, body]);
}

export const passwordRequest = serverMessage("R", Buffer.from([0, 0, 0, 3]));

/** An error after which the server closes the connection. */
export function fatalError(sqlState: string, message: string): Buffer {
  return serverMessage("E", Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`));
}

/** The transaction status with which a reply hands the turn back; `undefined` when it does not. */
export function readyStatus(reply: Buffer): "idle" | "in-transaction" | undefined {
  const start = reply.length - 6;
  if (start < 0 || reply[start] !== byte("Z") || reply.readInt32BE(start + 1) !== 5) return undefined;
  return reply[start + 5] === byte("I") ? "idle" : "in-transaction";
}

function serverMessage(type: string, body: Buffer): Buffer {
  return clientMessage(byte(type), body);
}

function openingKind(code: number): Opening["kind"] {
  if (codes.encryption.includes(code)) return "encryption";
  if (code === codes.cancel) return "cancel";
  return code >> 16 === codes.protocolMajor ? "startup" : "unknown";
}

function checked(length: number, min: number, max: number): number {
  if (length < min || length > max) throw new ProtocolViolation(`A message of ${length} bytes is not accepted.`);
  return length;
}

function byte(character: string): number {
  return character.charCodeAt(0);
}
