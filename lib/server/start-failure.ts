import { DataDirInUse } from "../db/embedded/lock.ts";
import { EnvironmentError, environmentExitCode } from "../env.ts";

export type StartFailure = { readonly line: string; readonly exitCode: number };

/** Why the server did not start, in one line that says what to do, and the exit code for it. */
export function explainStartFailure(error: unknown): StartFailure {
  if (error instanceof EnvironmentError) return { line: error.message, exitCode: environmentExitCode };
  if (error instanceof DataDirInUse) return { line: error.message, exitCode: 1 };
  if (isSystemError(error) && error.code === "EADDRINUSE") {
    return {
      line: `Port ${error.port ?? ""} is in use. Stop what listens there, or set PORT to a free one.`,
      exitCode: 1,
    };
  }
  if (isSystemError(error) && (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND")) {
    return { line: "The database of DATABASE_URL does not answer. Check the address and that it runs.", exitCode: 1 };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { line: `The server could not start. ${text}`, exitCode: 1 };
}

type SystemError = Error & { readonly code: string; readonly port?: number };

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
