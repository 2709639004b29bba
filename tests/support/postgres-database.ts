import { randomBytes } from "node:crypto";
import pg from "pg";

/** An empty database of a test's own on a PostgreSQL server. */
export type PostgresDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** `serverUrl` names a role that may create databases. */
export async function createPostgresDatabase(serverUrl: string): Promise<PostgresDatabase> {
  const name = `gateway_test_${randomBytes(6).toString("hex")}`;
  await askServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => askServer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function askServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
