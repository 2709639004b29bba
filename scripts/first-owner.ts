// For platforms that only run functions (Vercel): nothing starts there that could print a code, so the build makes the
// first owner of ADMIN_EMAIL, or prints the one-time code for `/setup` into its log.
//
//   node scripts/first-owner.ts
import process from "node:process";
import { EnvironmentError, env, environmentExitCode, loadEnvFile } from "#lib/env.ts";
import { signInLines } from "../lib/server/announce.ts";
import { openContainer } from "../lib/server/container.ts";

try {
  loadEnvFile();
  const container = await openContainer(env());
  try {
    for (const line of await signInLines(container)) console.log(line);
  } finally {
    await container.close();
  }
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exitCode = environmentExitCode;
}
