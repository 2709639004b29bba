// What a platform like Vercel runs: migrates the database it is given, then builds.
import { buildDashboard } from "./support/build-dashboard.mjs";

if (process.env["DATABASE_URL"]) await import("./migrate.ts");
if (!process.exitCode) buildDashboard({ when: "always" });
