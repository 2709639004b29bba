import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";

/** Something that answers POST /v1/chat/completions. */
export type Subject = { readonly name: string; readonly url: string; readonly headers: Record<string, string> };

const here = import.meta.dirname;
const children: ChildProcess[] = [];

/** Starts one of this folder's programs and waits for the port it listens on. */
export async function startProgram(
  file: string,
  args: readonly string[] = [],
): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const child = fork(join(here, file), [...args], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  children.push(child);
  const [message] = await once(child, "message");
  return { port: message.port, child };
}

/** Starts a program and waits until its address answers. */
export async function startServer(
  command: readonly string[],
  { url, env }: { readonly url: string; readonly env: Record<string, string> },
): Promise<void> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });
  children.push(child);
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with ${child.exitCode}`);
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

export function portkeyProgram(): string {
  return createRequire(import.meta.url).resolve("@portkey-ai/gateway/build/start-server.js");
}

export function nextProgram(): string {
  return createRequire(import.meta.url).resolve("next/dist/bin/next");
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export function stopAll(): void {
  for (const child of children) child.kill("SIGTERM");
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
