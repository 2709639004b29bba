// What a platform like Vercel runs: migrates the database it is given, lets the first owner in, then builds.
import { buildDashboard } from "./support/build-dashboard.mjs";

if (process.env["DATABASE_URL"]) await import("./migrate.ts");
if (!process.exitCode && process.env["VERCEL"]) await import("./first-owner.ts");
if (!process.exitCode) buildDashboard({ when: "always" });
