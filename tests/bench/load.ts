import { Pool } from "undici";

/** Sends as many requests as it can over a number of connections for some seconds, and reports what it saw. */
export type LoadOrder = {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
};
export type LoadReport = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
};

process.on("message", (order: LoadOrder) => void run(order).then((report) => process.send?.(report)));
process.send?.("ready");

async function run({ url, headers, body, connections, seconds }: LoadOrder): Promise<LoadReport> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  let failures = 0;
  const startedMs = performance.now();
  const endsMs = startedMs + seconds * 1_000;
  const worker = async () => {
    while (performance.now() < endsMs) {
      const sentMs = performance.now();
      const reply = await pool.request({ path: pathname, method: "POST", headers, body });
      await reply.body.arrayBuffer();
      if (reply.statusCode === 200) latencies.push(performance.now() - sentMs);
      else failures++;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsedSeconds = (performance.now() - startedMs) / 1_000;
  await pool.destroy();
  latencies.sort((left, right) => left - right);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { perSecond: latencies.length / elapsedSeconds, p50Ms: at(0.5), p99Ms: at(0.99), failures };
}
