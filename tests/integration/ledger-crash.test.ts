import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readEnv } from "#lib/env.ts";
import { type Database, openDatabase } from "../../lib/db/client.ts";
import { seedGateway } from "../bench/seed.ts";
import { freePort } from "../bench/subjects.ts";
import { copyMigratedDataDir } from "../support/data-dirs.ts";
import { createTestDatabase, type DatabaseKind } from "../support/databases.ts";
import { answerChat, type FakeUpstream, startFakeUpstream } from "../support/fake-upstream.ts";
import { findPostgres } from "../support/services.ts";

/** `LEDGER_KILLS=100` for the long run. */
const kills = Number(process.env["LEDGER_KILLS"] ?? 3);
const callers = 12;
const answeredBeforeKill = 60;
const postgres = await findPostgres();

describe("F33 a gateway that is killed under load", () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  it.for<DatabaseKind>(["embedded", "postgres"])(
    `${kills} times has lost nothing that it answered, charged nothing twice, and holds nothing any more (%s)`,
    { timeout: 60_000 + kills * 20_000 },
    async (kind, { skip }) => {
      if (kind === "postgres" && "absent" in postgres) return skip(`needs ${postgres.absent}`);
      const variables = await prepare(kind);
      const upstream = await startFakeUpstream();
      cleanups.push(upstream.close);
      upstream.respond(async (call, response) => {
        // Long enough for a kill to find requests between their provider and their end.
        await new Promise((resolve) => setTimeout(resolve, 5 + (upstream.calls.length % 7) * 5));
        answerChat(call, response);
      });
      const key = await seedGateway(variables, upstream.baseUrl);

      const answered = new Set<string>();
      for (let count = 0; count < kills; count++) {
        const server = await startGateway(variables);
        await callUntilKilled(server, { key, answered });
      }
      const last = await startGateway(variables);
      last.child.kill("SIGTERM");
      await once(last.child, "exit");
      await expectBooks(variables, { answered, upstream });
    },
  );

  /** An empty, migrated database that only the gateway has open. */
  async function prepare(kind: DatabaseKind): Promise<Record<string, string>> {
    if (kind === "embedded") {
      const dataDir = await copyMigratedDataDir();
      cleanups.push(() => rm(dataDir, { recursive: true }));
      return { NODE_ENV: "test", DATA_DIR: dataDir };
    }
    const database = await createTestDatabase("postgres");
    cleanups.push(database.drop);
    if (database.env.database.kind !== "postgres") throw new Error("The database should be PostgreSQL.");
    return { NODE_ENV: "test", DATA_DIR: database.env.dataDir, DATABASE_URL: database.env.database.url.reveal() };
  }

  async function startGateway(variables: Record<string, string>): Promise<Server> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(import.meta.dirname, "../../server.ts")], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        ...variables,
        PORT: String(port),
        GATEWAY_ROLE: "proxy",
        ALLOW_PRIVATE_UPSTREAMS: "true",
        LOG_LEVEL: "error",
      },
    });
    cleanups.push(async () => child.kill("SIGKILL"));
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${url}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    return { child, url };
  }
});

type Server = { readonly child: ChildProcess; readonly url: string };

/** Callers send one request after the other, whole and streamed, until nobody answers any more. */
async function callUntilKilled(
  { child, url }: Server,
  { key, answered }: { readonly key: string; readonly answered: Set<string> },
): Promise<void> {
  const enough = answered.size + answeredBeforeKill;
  const call = async (stream: boolean): Promise<boolean> => {
    try {
      const reply = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({
          model: "gpt-4o-mini",
          stream,
          max_tokens: 300,
          messages: [{ role: "user", content: "Hi ".repeat(400) }],
        }),
      });
      const text = await reply.text();
      if (reply.status === 200 && (!stream || text.includes("[DONE]")))
        answered.add(reply.headers.get("x-request-id") ?? "");
      if (answered.size >= enough) child.kill("SIGKILL");
      return true;
    } catch {
      // The connection broke: the gateway is gone.
      return false;
    }
  };
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (await call(caller % 3 === 0));
    }),
  );
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

type Seen = { readonly answered: ReadonlySet<string>; readonly upstream: FakeUpstream };

async function expectBooks(variables: Record<string, string>, { answered, upstream }: Seen): Promise<void> {
  const database = await openDatabase(readEnv(variables));
  try {
    const rows = await database.prisma.request.findMany({ select: { id: true, costNanoUsd: true } });
    const logged = new Set(rows.map(({ id }) => id));
    expect([...answered].filter((id) => !logged.has(id))).toEqual([]);
    const holds = await database.prisma.hold.findMany();
    expect(holds.filter(({ state }) => state !== "unconfirmed")).toEqual([]);
    expect(holds.filter(({ id }) => logged.has(id))).toEqual([]);
    expect(holds.length).toBeLessThanOrEqual(kills * callers);
    expect(upstream.calls.length).toBeLessThanOrEqual(rows.length + holds.length);
    expect(await sumsOf(database)).toEqual({
      settledNanoUsd: rows.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n),
      heldNanoUsd: 0n,
      unconfirmedNanoUsd: holds.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n),
      overrunNanoUsd: 0n,
    });
  } finally {
    await database.close();
  }
}

async function sumsOf({ prisma }: Database) {
  const { _sum: sums } = await prisma.budgetPeriod.aggregate({
    _sum: { settledNanoUsd: true, heldNanoUsd: true, unconfirmedNanoUsd: true, overrunNanoUsd: true },
  });
  return sums;
}
