import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { hashOf, projectRoot, run, toolchainNode } from "./toolchain.mjs";

/** Everything that ends up in the dashboard's build. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "prisma/catalog",
  "middleware.ts",
  "proxy.ts",
  "next.config.mjs",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/**
 * Builds the dashboard with Next.
 * @param {{ when: "stale" | "always" }} options `stale`: only when a source changed since the last build
 */
export function buildDashboard({ when }) {
  const stamp = join(projectRoot, ".next/.build-stamp");
  const wanted = hashOf(sources, (file) => !/\.test\.tsx?$/.test(file));
  if (when === "stale" && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building the dashboard (next build) ...");
  run(toolchainNode(), ["node_modules/next/dist/bin/next", "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: process.env["NEXT_TELEMETRY_DISABLED"] ?? "1",
  });
  writeFileSync(stamp, wanted);
}
