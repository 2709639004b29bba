import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoadOrder, LoadReport } from "./load.ts";
import { seedGateway } from "./seed.ts";
import { freePort, nextProgram, portkeyProgram, type Subject, startProgram, startServer, stopAll } from "./subjects.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const seconds = Number(process.env["BENCH_SECONDS"] ?? 4);
/** Until the compilers of every subject, and of the database beside it, have done their work. */
const warmUpSeconds = 10;
const connections = 32;
const ours = "this gateway";
const root = join(import.meta.dirname, "..", "..");

/** `npm run bench`: every subject in turn, round by round, so that the machine's moods hit all alike; medians and ratios. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gateway-bench-"));
  try {
    const upstream = await startProgram("upstream.ts");
    const subjects = await startSubjects(folder, `http://127.0.0.1:${upstream.port}`);
    const load = await startLoad();
    console.log(
      `${connections} connections, ${rounds} rounds of ${seconds} s each, upstream and load in processes of their own\n`,
    );
    print("whole replies", await measure(load, subjects, false));
    print("streams of 200 chunks", await measure(load, subjects, true));
  } finally {
    stopAll();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startSubjects(folder: string, upstream: string): Promise<readonly Subject[]> {
  const bare = await startProgram("bare-proxy.ts", [upstream]);
  const portkeyPort = await freePort();
  await startServer([process.execPath, portkeyProgram(), `--port=${portkeyPort}`, "--headless"], {
    url: `http://127.0.0.1:${portkeyPort}`,
    env: {},
  });
  const door = (name: string, program: readonly string[], env: Record<string, string>) =>
    startGateway({ name, program, folder: join(folder, name), upstream, env });
  const json = { "content-type": "application/json" };
  const path = "/v1/chat/completions";
  return [
    { name: "bare proxy (limit)", url: `http://127.0.0.1:${bare.port}${path}`, headers: json },
    {
      name: "@portkey-ai/gateway",
      url: `http://127.0.0.1:${portkeyPort}${path}`,
      headers: {
        ...json,
        authorization: "Bearer none",
        "x-portkey-provider": "openai",
        "x-portkey-custom-host": `${upstream}/v1`,
      },
    },
    await door("its door in Next", [nextProgram(), "start"], { NODE_ENV: "production" }),
    await door(ours, [join(root, "server.ts")], { GATEWAY_ROLE: "proxy" }),
  ];
}

type GatewayStart = {
  readonly name: string;
  readonly program: readonly string[];
  readonly folder: string;
  readonly upstream: string;
  readonly env: Record<string, string>;
};

/** A gateway with a data folder of its own, every limit of its key on. */
async function startGateway({ name, program, folder, upstream, env }: GatewayStart): Promise<Subject> {
  const port = await freePort();
  const variables = { DATA_DIR: folder, PORT: String(port), ALLOW_PRIVATE_UPSTREAMS: "true", LOG_LEVEL: "error" };
  const key = await seedGateway(variables, `${upstream}/v1`);
  const url = `http://127.0.0.1:${port}`;
  await startServer([process.execPath, ...program], { url: `${url}/v1/models`, env: { ...variables, ...env } });
  return {
    name,
    url: `${url}/v1/chat/completions`,
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  };
}

type Results = ReadonlyMap<string, readonly LoadReport[]>;

async function measure(load: ChildProcess, subjects: readonly Subject[], stream: boolean): Promise<Results> {
  const results = new Map<string, LoadReport[]>(subjects.map(({ name }) => [name, []]));
  const body = JSON.stringify({
    model: "gpt-4o-mini",
    messages: [{ role: "user", content: "What is a gateway?" }],
    max_tokens: 256,
    stream,
  });
  for (let round = 0; round <= rounds; round++) {
    for (const { name, url, headers } of subjects) {
      const order: LoadOrder = { url, headers, body, connections, seconds: round === 0 ? warmUpSeconds : seconds };
      load.send(order);
      const [report] = await once(load, "message");
      // The first round warms up.
      if (round > 0) results.get(name)?.push(report);
    }
  }
  return results;
}

async function startLoad(): Promise<ChildProcess> {
  const { fork } = await import("node:child_process");
  const child = fork(join(import.meta.dirname, "load.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(child, "message");
  return child;
}

function print(title: string, results: Results): void {
  const rows = [...results].map(([name, reports]) => ({
    subject: name,
    "requests/s": Math.round(median(reports.map(({ perSecond }) => perSecond))),
    "p50 ms": round1(median(reports.map(({ p50Ms }) => p50Ms))),
    "p99 ms": round1(median(reports.map(({ p99Ms }) => p99Ms))),
    failures: reports.reduce((sum, { failures }) => sum + failures, 0),
  }));
  const own = rows.find(({ subject }) => subject === ours)?.["requests/s"] ?? Number.NaN;
  console.log(title);
  console.table(rows.map((row) => ({ ...row, "this gateway is": `${(own / row["requests/s"]).toFixed(2)} x` })));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

await main();
process.exit(0);
