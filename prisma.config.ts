import { defineConfig } from "prisma/config";

/** For Prisma's own command line. The program itself reaches its database through `lib/db`. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  ...(process.env["DATABASE_URL"] && { datasource: { url: process.env["DATABASE_URL"] } }),
});
