import { connect } from "node:net";
import pg from "pg";

/** A server that tests may use, or the one line that says why they cannot. */
export type Service = { readonly url: string; readonly title: string } | { readonly absent: string };

const probeTimeoutMs = 3_000;

/** The PostgreSQL at `TEST_DATABASE_URL` or on the usual local port. Its role must be able to create databases. */
export async function findPostgres(): Promise<Service> {
  const url = process.env["TEST_DATABASE_URL"] || "postgres://postgres@127.0.0.1:5432/postgres";
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: probeTimeoutMs });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; creates: boolean }>(
      "select current_setting('server_version') as version, rolcreatedb or rolsuper as creates from pg_roles where rolname = current_user",
    );
    const [row] = rows;
    if (!row?.creates) return { absent: `PostgreSQL at ${placeOf(url)}: its role may not create databases` };
    return { url, title: `PostgreSQL ${row.version} at ${placeOf(url)}` };
  } catch (error) {
    return { absent: `PostgreSQL at ${placeOf(url)}: ${reasonOf(error)}` };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The Redis at `TEST_REDIS_URL` or on the usual local port. */
export async function findRedis(): Promise<Service> {
  const url = process.env["TEST_REDIS_URL"] || "redis://127.0.0.1:6379";
  try {
    const answer = await askRedis(new URL(url));
    if (answer.startsWith("+PONG") || answer.startsWith("-NOAUTH")) return { url, title: `Redis at ${placeOf(url)}` };
    return { absent: `Redis at ${placeOf(url)}: it answered ${JSON.stringify(answer.slice(0, 40))}` };
  } catch (error) {
    return { absent: `Redis at ${placeOf(url)}: ${reasonOf(error)}` };
  }
}

function askRedis(url: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port || 6379) });
    socket.setTimeout(probeTimeoutMs, () => socket.destroy(new Error("no answer")));
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("error", reject);
    socket.once("data", (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
}

/** Host and port only: the rest of a URL may be secret. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
