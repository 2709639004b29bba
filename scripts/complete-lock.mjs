// Adds to package-lock.json the packages for other platforms that npm left out of it. npm does so when its registry
// does not carry them or when node_modules is there already, and then `npm ci` fails on every machine.
//
//   node scripts/complete-lock.mjs      after every `npm install`
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "./support/toolchain.mjs";

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   optionalDependencies?: Record<string, string>, [field: string]: unknown }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * The entries that a lock lacks, by their path. They carry no integrity, which only the registry could tell.
 * @param {Lock} lock
 * @returns {Record<string, LockedPackage>}
 */
export function missingFrom(lock) {
  /** @type {Record<string, LockedPackage>} */
  const missing = {};
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const exact = /^\d+\.\d+\.\d+/.test(version);
      if (!exact || isLocked(lock, path, name)) continue;
      missing[`node_modules/${name}`] = entryFor(name, version, parent.dev === true);
    }
  }
  return missing;
}

/**
 * Looks where Node would: in the parent's own folder, then in each folder above it.
 * @param {Lock} lock
 * @param {string} path
 * @param {string} name
 */
function isLocked(lock, path, name) {
  const above = path.split("/node_modules/").map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return ["", ...above].some((folder) => `${folder && `${folder}/`}node_modules/${name}` in lock.packages);
}

/**
 * @param {string} name
 * @param {string} version
 * @param {boolean} dev
 * @returns {LockedPackage}
 */
function entryFor(name, version, dev) {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  return {
    version,
    resolved: `https://registry.npmjs.org/${name}/-/${name.split("/").at(-1)}-${version}.tgz`,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(words.includes("musl") && { libc: ["musl"] }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(projectRoot, "package-lock.json");
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const missing = missingFrom(lock);
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  for (const name of Object.keys(missing)) console.log(`Added ${name}`);
}
