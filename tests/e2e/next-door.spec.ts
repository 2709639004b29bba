import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import OpenAI, { toFile } from "openai";
import { json, startFakeUpstream } from "../support/fake-upstream.ts";
import { createPostgresDatabase, type PostgresDatabase } from "../support/postgres-database.ts";
import { findPostgres, findRedis } from "../support/services.ts";
import { startUpstashShim, type UpstashShim } from "../support/upstash-shim.ts";
import { freePort } from "./support/free-port.ts";

const [postgres, redis] = await Promise.all([findPostgres(), findRedis()]);
const run = promisify(execFile);
const owner = { email: "ada@example.com", password: "correct horse battery" };

const cronSecret = randomBytes(24).toString("base64url");

/** As on Vercel: Next alone answers, over PostgreSQL and Upstash, and no `server.ts` is there. */
test.describe
  .serial("on a platform that runs Next's handlers", () => {
    test.skip("absent" in postgres || "absent" in redis, "needs PostgreSQL and Redis");

    let database: PostgresDatabase;
    let upstash: UpstashShim;
    let next: ChildProcess;
    let url: string;
    let variables: NodeJS.ProcessEnv;
    let token: string;
    let key: string;

    test.beforeAll(async () => {
      if ("absent" in postgres || "absent" in redis) return;
      database = await createPostgresDatabase(postgres.url);
      upstash = await startUpstashShim(redis.url);
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const { ADMIN_EMAIL: _email, ADMIN_PASSWORD: _password, ...rest } = process.env;
      variables = {
        ...rest,
        NODE_ENV: "production",
        VERCEL: "1",
        PORT: String(port),
        DATABASE_URL: database.url,
        UPSTASH_REDIS_REST_URL: upstash.url,
        UPSTASH_REDIS_REST_TOKEN: "any",
        ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
        NEXTAUTH_SECRET: "a secret of forty-eight characters, or of more of them",
        NEXTAUTH_URL: url,
        CRON_SECRET: cronSecret,
        ALLOW_PRIVATE_UPSTREAMS: "true",
        LOG_LEVEL: "warn",
      };
    });
    test.afterAll(async () => {
      if (next?.exitCode === null) {
        next.kill("SIGTERM");
        await once(next, "exit");
      }
      await upstash?.close();
      await database?.drop();
    });

    test("the build migrates and prints the one-time code, and Next starts", async () => {
      await run(process.execPath, ["scripts/migrate.ts"], { env: variables });
      const { stdout } = await run(process.execPath, ["scripts/first-owner.ts"], { env: variables });
      const code = /one-time code (\S+)/.exec(stdout)?.[1];

      const program = createRequire(import.meta.url).resolve("next/dist/bin/next");
      next = spawn(process.execPath, [program, "start", "-p", variables["PORT"] ?? "", "-H", "127.0.0.1"], {
        stdio: ["ignore", "ignore", "inherit"],
        env: variables,
      });
      await expect
        .poll(() =>
          fetch(`${url}/api/health`).then(
            ({ status }) => status,
            () => 0,
          ),
        )
        .toBe(200);

      const claimed = await post("/api/setup", { ...owner, name: "Ada", code, organizationName: "Analytical Engines" });
      expect(claimed.status).toBeLessThan(300);
      token = (await (await post("/api/auth/login", owner)).json()).token;
      expect((await post("/api/providers", { name: "Steady", kind: "simulator" })).status).toBe(201);
      const made = await post("/api/keys", {
        name: "App",
        requestsPerMinute: 100,
        budgetUsd: "5",
        budgetPeriod: "day",
      });
      key = (await made.json()).key;
    });

    test("the openai client is answered, whole and streamed, and every call is in the log with its cost", async () => {
      const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
      const body = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hello" }] } as const;
      const { data, response } = await client.chat.completions
        .create({ ...body, messages: [...body.messages] })
        .withResponse();
      expect(data.choices[0]?.message.content).toContain("simulated answer");
      expect(response.headers.get("x-ratelimit-remaining-requests")).toBe("99");

      const stream = client.chat.completions.stream({
        ...body,
        messages: [...body.messages],
        stream_options: { include_usage: true },
      });
      expect((await stream.finalChatCompletion()).usage?.total_tokens).toBeGreaterThan(0);

      const costs = [response.headers.get("x-gateway-cost-usd")];
      await expect.poll(async () => (await log()).length).toBe(2);
      expect((await log()).map((row) => row.costUsd)).toEqual(expect.arrayContaining(costs));
      for (const row of await log()) expect(Number(row.costUsd)).toBeGreaterThan(0);
    });

    test("a recording is sent on as it comes in, and its text comes back with its price", async () => {
      const provider = await startFakeUpstream();
      try {
        provider.respond((_call, response) =>
          json(response, 200, { text: "Hello there.", usage: { type: "duration", seconds: 12 } }),
        );
        const connection = { name: "Speech", kind: "openai", baseUrl: provider.baseUrl, apiKey: "sk-test-0123456789" };
        expect((await post("/api/providers", connection)).status).toBe(201);
        const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
        const file = await toFile(Buffer.alloc(1_000_000, 1), "hello.wav", { type: "audio/wav" });
        const { data, response } = await client.audio.transcriptions
          .create({ model: "whisper-1", file })
          .withResponse();
        expect(data.text).toBe("Hello there.");
        expect(Number(response.headers.get("x-gateway-cost-usd"))).toBeGreaterThan(0);
        expect(provider.calls.map(({ path }) => path)).toEqual(["/v1/audio/transcriptions"]);
      } finally {
        await provider.close();
      }
    });

    test("errors have OpenAI's shape", async () => {
      const client = new OpenAI({ apiKey: `gw_${"0".repeat(46)}`, baseURL: `${url}/v1`, maxRetries: 0 });
      await expect(client.models.list()).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
    });

    test("the platform's scheduler keeps house, and nobody else", async () => {
      const path = `${url}/api/cron/housekeeping`;
      expect((await fetch(path)).status).toBe(401);
      expect((await fetch(path, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
      expect((await fetch(path, { headers: { authorization: `Bearer ${cronSecret}` } })).status).toBe(204);
    });

    async function log(): Promise<readonly { readonly costUsd: string }[]> {
      const reply = await fetch(`${url}/api/logs`, { headers: { authorization: `Bearer ${token}` } });
      return (await reply.json()).data;
    }

    function post(path: string, body: object): Promise<Response> {
      const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url, ...bearer },
        body: JSON.stringify(body),
      });
    }
  });
