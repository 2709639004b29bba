// `npm run demo`: the whole gateway on this machine, without any provider's account. It starts the server on a data
// folder of its own, connects simulated providers, sends real traffic through the official openai client, prints what
// happened, and leaves the dashboard up until it is stopped. `npm run demo -- --once` ends after the table.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import OpenAI, { APIError } from "openai";

const email = "demo@example.com";
const password = "simulated-providers-only";
const dataDir = join(process.cwd(), ".data", "demo");

type Api = (method: string, path: string, body?: object) => Promise<Record<string, string>>;
type Row = {
  readonly call: string;
  readonly answer: string;
  readonly provider: string;
  readonly attempts: string;
  readonly "cost USD": string;
};

async function main(): Promise<void> {
  const port = await choosePort();
  const url = `http://127.0.0.1:${port}`;
  await rm(dataDir, { recursive: true, force: true });
  const server = spawn(process.execPath, ["server.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      // Its own embedded database and counters, whatever the shell or a .env file say.
      ...{ DATABASE_URL: "", REDIS_URL: "", UPSTASH_REDIS_REST_URL: "", UPSTASH_REDIS_REST_TOKEN: "" },
      ...{ KV_REST_API_URL: "", KV_REST_API_TOKEN: "", NEXTAUTH_URL: "", GATEWAY_ROLE: "", HOST: "" },
      PORT: String(port),
      DATA_DIR: dataDir,
      ADMIN_EMAIL: email,
      ADMIN_PASSWORD: password,
      LOG_LEVEL: "error",
    },
  });
  const stop = () => void server.kill("SIGTERM");
  process.once("SIGINT", stop).once("SIGTERM", stop);
  console.log("Starting the gateway on a data folder of its own, .data/demo …");
  await waitUntilUp(url, server);

  const api = await signIn(url);
  const keys = await connectProviders(api);
  console.table(await sendTraffic(url, keys));
  console.log(`Dashboard  ${url}\nSign in    ${email} with the password ${password}\n`);
  if (process.argv.includes("--once")) stop();
  else console.log("Press Ctrl-C to stop.");
  await once(server, "exit");
}

/** Two providers that work and one that fails, a router that prefers the failing one, and a key with little money. */
async function connectProviders(api: Api) {
  const models = ["gpt-4o-mini"];
  const failing = await api("POST", "/api/providers", {
    name: "Failing",
    kind: "simulator",
    models,
    priority: 3,
    headers: { "x-simulate-fault": "500" },
  });
  const steady = await api("POST", "/api/providers", { name: "Steady", kind: "simulator", models, priority: 1 });
  const slow = await api("POST", "/api/providers", {
    name: "Slow",
    kind: "simulator",
    models,
    priority: 2,
    headers: { "x-simulate-latency-ms": "300" },
  });
  const router = await api("POST", "/api/routers", { name: "Failing first" });
  for (const [index, provider] of [failing, steady, slow].entries()) {
    await api("POST", `/api/routers/${router["id"]}/rules`, {
      priority: index + 1,
      models,
      providerId: provider["id"],
    });
  }
  const direct = await api("POST", "/api/keys", { name: "Application" });
  const routed = await api("POST", "/api/keys", { name: "Behind the router", routerId: router["id"] });
  const tight = await api("POST", "/api/keys", { name: "Little money", budgetUsd: "0.00009", budgetPeriod: "day" });
  return { direct: direct["key"] ?? "", routed: routed["key"] ?? "", tight: tight["key"] ?? "" };
}

async function sendTraffic(
  url: string,
  keys: { readonly direct: string; readonly routed: string; readonly tight: string },
): Promise<readonly Row[]> {
  const client = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });
  const ask = (content: string, model = "gpt-4o-mini") => ({ model, messages: [{ role: "user" as const, content }] });
  const rows: Row[] = [];
  const record = async (
    call: string,
    work: () => Promise<{ readonly answer: string; readonly headers: Headers; readonly cost?: string }>,
  ) => {
    try {
      const { answer, headers, cost } = await work();
      rows.push(rowOf(call, { answer, headers, cost: headers.get("x-gateway-cost-usd") ?? cost ?? "" }));
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      rows.push({ call, answer: `${error.status} ${error.code}`, provider: "—", attempts: "—", "cost USD": "0" });
    }
  };
  const whole = (key: string, content: string, model?: string) => async () => {
    const { data, response } = await client(key).chat.completions.create(ask(content, model)).withResponse();
    return { answer: shorten(data.choices[0]?.message.content ?? ""), headers: response.headers };
  };

  await record("a completion", whole(keys.direct, "Hello"));
  await record("a stream", async () => {
    const request = { ...ask("Tell me a story"), stream: true as const, stream_options: { include_usage: true } };
    const { data, response } = await client(keys.direct)
      .chat.completions.create(request, { headers: { "x-gateway-include": "metadata" } })
      .withResponse();
    let answer = "";
    let cost = "";
    for await (const chunk of data) {
      answer += chunk.choices[0]?.delta.content ?? "";
      if ("gateway" in chunk) cost = costIn(chunk.gateway);
    }
    return { answer: shorten(answer), headers: response.headers, cost };
  });
  await record("a failover: the first provider answers 500", whole(keys.routed, "Are you there?"));
  await record("a named provider", whole(keys.direct, "Take your time", "slow/gpt-4o-mini"));
  await record("an unknown model", whole(keys.direct, "Hello", "no-such-model"));
  for (let call = 1; call <= 6; call++) await record(`little money, call ${call}`, whole(keys.tight, "Spend a little"));
  return rows;
}

function rowOf(
  call: string,
  { answer, headers, cost }: { readonly answer: string; readonly headers: Headers; readonly cost: string },
): Row {
  return {
    call,
    answer,
    provider: headers.get("x-gateway-provider") ?? "",
    attempts: headers.get("x-gateway-attempts") ?? "",
    "cost USD": cost,
  };
}

function costIn(metadata: unknown): string {
  return typeof metadata === "object" && metadata !== null && "cost_usd" in metadata ? String(metadata.cost_usd) : "";
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

async function signIn(url: string): Promise<Api> {
  const caller =
    (headers: Record<string, string>): Api =>
    async (method, path, body) => {
      const reply = await fetch(url + path, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
      return reply.json();
    };
  const { token } = await caller({ origin: url })("POST", "/api/auth/login", { email, password });
  return caller({ authorization: `Bearer ${token}` });
}

async function waitUntilUp(url: string, server: ReturnType<typeof spawn>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) throw new Error("The server did not start.");
    const up = await fetch(`${url}/healthz`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The server did not answer within a minute.");
}

/** The usual port where it is free, else any. */
async function choosePort(): Promise<number> {
  for (const port of [Number(process.env["PORT"] ?? 3_000), 0]) {
    const server = createServer();
    const listening = once(server, "listening").then(
      () => true,
      () => false,
    );
    server.once("error", () => undefined).listen(port, "127.0.0.1");
    if (!(await Promise.race([listening, once(server, "error").then(() => false)]))) continue;
    const address = server.address();
    server.close();
    await once(server, "close");
    if (typeof address === "object" && address) return address.port;
  }
  throw new Error("No port is free.");
}

await main();
