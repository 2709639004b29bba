// Runs every suite one after the other, says what each ran against, and ends with the sum of them.
//
//   npm test                 all suites
//   npm test -- unit types   only these
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findPostgres, findRedis } from "../tests/support/services.ts";

type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };
type Suite = { readonly command: readonly string[]; readonly report?: (file: string) => Tally | undefined };

const biome = "node_modules/@biomejs/biome/bin/biome";
const vitest = "node_modules/vitest/vitest.mjs";
const playwright = "node_modules/@playwright/test/cli.js";
const report = join(mkdtempSync(join(tmpdir(), "gateway-report-")), "report.json");

const suites: Readonly<Record<string, Suite>> = {
  check: { command: [biome, "check", "--error-on-warnings"] },
  types: { command: ["node_modules/typescript/bin/tsc", "--noEmit"] },
  unit: { command: vitestProject("unit"), report: readVitest },
  integration: { command: vitestProject("integration"), report: readVitest },
  build: { command: ["scripts/bootstrap.mjs", "build"] },
  e2e: { command: [playwright, "test", "--reporter=list,json"], report: readPlaywright },
};

const services = [await findPostgres(), await findRedis()];
const against = services.map((service) => ("title" in service ? service.title : `NOT ${service.absent}`));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

const results: (Tally & { readonly name: string })[] = [];
for (const [name, suite] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n=== ${name}`);
  results.push({ name, ...runSuite(suite) });
}
rmSync(report, { force: true });

console.log("\n=== result");
for (const { name, passed, failed, skipped } of results) {
  console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} SKIPPED` : ""}`);
}
console.log(`Ran against: PGlite (embedded); ${against.join("; ")}`);
const failed = sum((result) => result.failed);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** A suite without a report counts as one check. One that ends badly without a failed test counts as failed. */
function runSuite({ command, report: readReport }: Suite): Tally {
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, command, {
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const tally = readReport ? existsSync(report) && readReport(report) : { passed: 1, failed: 0, skipped: 0 };
  if (status === 0 && tally) return tally;
  if (tally && readReport && tally.failed > 0) return tally;
  return { passed: tally && readReport ? tally.passed : 0, failed: 1, skipped: 0 };
}

function vitestProject(name: string): readonly string[] {
  return [vitest, "run", "--project", name, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

function readVitest(file: string): Tally | undefined {
  const schema = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() });
  const { data } = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  return data && { passed: data.numPassedTests, failed: data.numFailedTests, skipped: data.numPendingTests };
}

function readPlaywright(file: string): Tally | undefined {
  const schema = z.object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  });
  const stats = schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.stats;
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

function sum(count: (tally: Tally) => number): number {
  return results.reduce((total, result) => total + count(result), 0);
}
