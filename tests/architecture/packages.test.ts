import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { missingFrom } from "../../scripts/complete-lock.mjs";

const names = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies: names, devDependencies: names, optionalDependencies: names });
const packageFile = manifest
  .extend({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const lock = z
  .object({ packages: z.record(z.string(), z.looseObject({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

describe("packages", () => {
  it("are pinned to one exact version each", () => {
    const all = { ...packageFile.dependencies, ...packageFile.devDependencies, ...packageFile.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });

  it("are locked as package.json asks for them", () => {
    const { dependencies, devDependencies, optionalDependencies } = packageFile;
    expect(manifest.parse(lock.packages[""])).toEqual({ dependencies, devDependencies, optionalDependencies });
  });

  it("are locked for every platform, so that 'npm ci' works on each (scripts/complete-lock.mjs)", () => {
    expect(missingFrom(lock)).toEqual({});
  });

  it("run no install script that package.json does not name", () => {
    const withScript = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const unnamed = withScript
      .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length))
      .filter((name) => !(name in packageFile.allowScripts));
    expect(unnamed).toEqual([]);
  });
});
