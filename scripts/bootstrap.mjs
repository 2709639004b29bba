// Brings a clone to the state that an npm script needs; a fraction of a second when it is in that state already.
// It runs before anything is installed, on whatever Node the machine has: built-in modules and plain JavaScript only.
//
//   node scripts/bootstrap.mjs install | generate | build        each includes the ones before it
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { buildDashboard } from "./support/build-dashboard.mjs";
import { hashOf, projectRoot, run, toolchainNode } from "./support/toolchain.mjs";

const steps = { install, generate, build };
const goal = process.argv[2];

try {
  for (const [name, step] of Object.entries(steps)) {
    step();
    if (name === goal) break;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function install() {
  const stamp = join(projectRoot, "node_modules/.install-stamp");
  const wanted = hashOf(["package-lock.json"]);
  if (readText(stamp) === wanted) return;
  if (!isInstalled()) {
    console.log("Installing packages (npm ci) ...");
    // No package needs its install script; not running them is faster and safer.
    run("npm", [
      "ci",
      "--include=dev",
      "--include=optional",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]);
  }
  toolchainNode();
  writeFileSync(stamp, wanted);
}

/** Whether npm has already installed what the lock file says, called by somebody else. */
function isInstalled() {
  const installed = readPackages("node_modules/.package-lock.json");
  const locked = readPackages("package-lock.json");
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    const there = installed[path];
    return path === "" || (there ? there.version === version : optional || devOptional);
  });
}

function generate() {
  const stamp = join(projectRoot, "prisma/generated/.stamp");
  const wanted = hashOf(["prisma/schema", "node_modules/prisma/package.json"]);
  if (readText(stamp) === wanted) return;
  run(toolchainNode(), ["scripts/generate-client.mjs"]);
  writeFileSync(stamp, wanted);
}

function build() {
  // A proxy serves no page, so it needs none built.
  if (process.env["GATEWAY_ROLE"] !== "proxy") buildDashboard({ when: "stale" });
}

/** @param {string} path */
function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/**
 * @param {string} path of a lock file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readPackages(path) {
  const text = readText(join(projectRoot, path));
  return text === undefined ? undefined : JSON.parse(text).packages;
}
