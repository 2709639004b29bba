import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:net";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientMessage, clientTypes, parseMessage, queryMessage, startupMessage } from "./messages.ts";
import { createWireServer, type WireServerOptions } from "./wire-server.ts";

const ready = { idle: Buffer.from("Z\0\0\0\u0005I"), inTransaction: Buffer.from("Z\0\0\0\u0005T") };
const noOptions: WireServerOptions = { idleInTransactionMs: 60_000, onDeath: () => undefined };
let folder = "";
let server: Server | undefined;
let sockets: Socket[] = [];
let ran: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gateway-wire-"));
  ran = [];
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  server?.close();
  await rm(folder, { recursive: true });
});

describe("the wire server", () => {
  it("runs what belongs together together, though another client speaks in between", async () => {
    await serve();
    const [one, two] = [await open(), await open()];
    await send(one, parseMessage("", "first"));
    await send(two, queryMessage("second"));
    await answer(two);
    await send(one, clientMessage(clientTypes.sync));
    await answer(one);
    expect(ran).toEqual(["Qsecond", "Pfirst S"]);
  });

  it("keeps everybody else waiting while a transaction is open", async () => {
    await serve();
    const [one, two] = [await open(), await open()];
    await exchange(one, queryMessage("begin"));
    await send(two, queryMessage("other"));
    await exchange(one, queryMessage("mine"));
    await exchange(one, queryMessage("commit"));
    await answer(two);
    expect(ran).toEqual(["Qbegin", "Qmine", "Qcommit", "Qother"]);
  });

  it("rolls back for a client that is gone, and goes on with the next", async () => {
    await serve();
    const [one, two] = [await open(), await open()];
    await exchange(one, queryMessage("begin"));
    await send(two, queryMessage("other"));
    one.destroy();
    await answer(two);
    expect(ran).toEqual(["Qbegin", "S Qrollback", "Qother"]);
  });

  it("cuts off a client that keeps a transaction open without using it", async () => {
    await serve({ ...noOptions, idleInTransactionMs: 1 });
    const one = await open();
    await exchange(one, queryMessage("begin"));
    expect(String(await answer(one))).toContain("25P03");
    await exchange(await open(), queryMessage("other"));
    expect(ran).toEqual(["Qbegin", "S Qrollback", "Qother"]);
  });

  it("never hands the engine a message it would die of", async () => {
    await serve();
    const one = await open();
    await send(one, clientMessage("y".charCodeAt(0)));
    expect(String(await answer(one))).toContain("08P01");
    const two = await open();
    await exchange(two, queryMessage("copy t (a, b) from stdin with csv"));
    await exchange(two, Buffer.concat([parseMessage("", " COPY t FROM STDIN"), clientMessage(clientTypes.sync)]));
    expect(ran.join()).not.toMatch(/from stdin/i);
    expect(ran.join()).toContain("0A000");
  });

  it("asks for the password where there is one, and knows a wrong one", async () => {
    await serve({ ...noOptions, password: "right" });
    const right = await open();
    expect(String(await exchange(right, clientMessage(clientTypes.password, Buffer.from("right\0"))))).toContain(
      "hello",
    );
    const wrong = await open();
    expect(String(await exchange(wrong, clientMessage(clientTypes.password, Buffer.from("wrong\0"))))).toContain(
      "28P01",
    );
  });

  it("tells of the engine's death", async () => {
    const death = Promise.withResolvers<unknown>();
    await serve({ ...noOptions, onDeath: death.resolve });
    await send(await open(), queryMessage("die"));
    expect(String(await death.promise)).toContain("dead");
  });
});

/** Stands in for the engine: writes down what it ran, and knows whether a transaction is open. */
async function serve(options = noOptions): Promise<void> {
  let inTransaction = false;
  const backend = {
    run: async (messages: Buffer) => {
      if (messages.equals(startupMessage())) return Buffer.concat([Buffer.from("hello"), ready.idle]);
      const text = textOf(messages);
      ran.push(text);
      if (text === "Qdie") throw new Error("dead");
      inTransaction = text === "Qbegin" || (inTransaction && !/commit|rollback/.test(text));
      return inTransaction ? ready.inTransaction : ready.idle;
    },
  };
  server = await createWireServer(backend, options);
  server.listen(join(folder, "socket"));
  await once(server, "listening");
}

async function open(): Promise<Socket> {
  const socket = connect(join(folder, "socket"));
  sockets.push(socket);
  await exchange(socket, startupMessage());
  return socket;
}

async function exchange(socket: Socket, bytes: Buffer): Promise<Buffer> {
  await send(socket, bytes);
  return answer(socket);
}

function send(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}

async function answer(socket: Socket): Promise<Buffer> {
  const [data] = await once(socket, "data");
  return data;
}

/** `Pfirst S` for a parse of "first" and a sync. */
function textOf(messages: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; at < messages.length; at += 1 + messages.readInt32BE(at + 1)) {
    const body = messages.subarray(at + 5, at + 1 + messages.readInt32BE(at + 1));
    texts.push(messages.toString("latin1", at, at + 1) + body.toString("latin1").replaceAll("\0", ""));
  }
  return texts.join(" ");
}
