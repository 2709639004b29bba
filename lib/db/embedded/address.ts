import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a client reaches the embedded database; the same names as in the `pg` package. */
export type DatabaseAddress = {
  /** A folder that holds the socket, or a loopback address. */
  readonly host: string;
  readonly port: number;
  readonly user: "postgres";
  readonly database: "postgres";
  readonly password?: string;
};

/** Clients of PostgreSQL look for the socket of a port under this name. */
const socketPort = 5432;
const socketName = `.s.PGSQL.${socketPort}`;
/** Systems refuse paths of more than 103 to 107 bytes. */
const socketPathBytesMax = 100;

/**
 * A place to listen that only this user can reach: a socket under the data folder, or in a temporary folder when that
 * path would be too long, or a loopback port with a password where there are no Unix sockets.
 */
export async function chooseAddress(dataDir: string): Promise<DatabaseAddress> {
  const common = { user: "postgres", database: "postgres" } as const;
  if (process.platform === "win32") {
    return { ...common, host: "127.0.0.1", port: 0, password: randomBytes(24).toString("base64url") };
  }
  const ownFolder = join(dataDir, "socket");
  const fits = Buffer.byteLength(socketPath(ownFolder)) <= socketPathBytesMax;
  const host = fits ? await privateFolder(ownFolder) : await mkdtemp(join(tmpdir(), "gateway-"));
  return { ...common, host, port: socketPort };
}

export function socketPath(folder: string): string {
  return join(folder, socketName);
}

/** Leaves nothing behind of what `chooseAddress` made. */
export async function forgetAddress(address: DatabaseAddress): Promise<void> {
  if (!address.password) await rm(address.host, { recursive: true, force: true });
}

/** The folder's mode is the only guard of the socket in it, so it is set also when the folder was there. */
async function privateFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  return folder;
}
