import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Which process of which boot of which machine; a bare pid is soon given to another process. */
export type ProcessIdentity = {
  readonly pid: number;
  readonly host: string;
  /** Changes with every boot; empty where the system does not tell. */
  readonly bootId: string;
  /** When the process started, in the system's own words; empty where it does not tell. */
  readonly started: string;
};

export type Liveness = "alive" | "dead" | "unknown";

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), bootId: bootId(), started: startOf(process.pid) };
}

/** Whether that very process still runs. A process of another container cannot be seen from here: unknown. */
export function livenessOf(identity: ProcessIdentity, self: ProcessIdentity = ownIdentity()): Liveness {
  if (identity.bootId !== self.bootId) return "dead";
  if (identity.host !== self.host) return "unknown";
  if (!pidExists(identity.pid)) return "dead";
  return startOf(identity.pid) === identity.started ? "alive" : "dead";
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function bootId(): string {
  return readText("/proc/sys/kernel/random/boot_id");
}

function startOf(pid: number): string {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return psStartOf(pid);
  // The name in parentheses may itself hold blanks and parentheses; what follows the last one is the third field.
  const fields = readText(`/proc/${pid}/stat`).split(")").at(-1)?.trim().split(" ");
  return fields?.[22 - 3] ?? "";
}

function psStartOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    // No such process, or no `ps`: nothing is known.
    return "";
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    // The file exists on Linux only, and for live processes only.
    return "";
  }
}
