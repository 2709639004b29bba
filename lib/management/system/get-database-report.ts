import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";
import { timeView, viewTimeOrNull } from "../fields.ts";
import { readWithin } from "../logs/read-within.ts";
import { operation } from "../operation.ts";
import { ledgerReport, readLedgerReport } from "./ledger-report.ts";

export const databaseReport = z.object({
  database: z.enum(["embedded", "postgres"]),
  serverVersion: z.string(),
  migrations: z.array(
    z.object({
      name: z.string(),
      state: z.enum(["applied", "failed", "rolled back"]),
      finishedAt: timeView.nullable(),
    }),
  ),
  tables: z.array(z.object({ name: z.string(), bytes: z.int(), estimatedRows: z.int().nullable() })),
  pool: z.object({ total: z.int(), idle: z.int(), waiting: z.int() }),
  ledger: ledgerReport,
});
export type DatabaseReport = z.infer<typeof databaseReport>;

export const getDatabaseReport = operation(
  {
    id: "getDatabaseReport",
    method: "GET",
    path: "/debug/db",
    summary: "Migrations, table sizes, connections and the ledger's invariants; for the owner of the installation",
    access: "owner",
    input: z.strictObject({}),
    output: databaseReport,
  },
  async (context) => {
    await requireInstallationOwner(context);
    const { db, services } = context;
    await services.flushLedger();
    const [version] = await db.$queryRaw<
      { readonly text: string }[]
    >`SELECT current_setting('server_version') AS "text"`;
    return {
      database: services.databaseKind,
      serverVersion: version?.text ?? "",
      migrations: await readMigrations(db),
      tables: await readTables(db),
      pool: { ...services.poolState() },
      ledger: await readWithin(db, readLedgerReport),
    };
  },
);

/** The report counts all organizations together, so it is for whoever runs them: the owners of the first one. */
async function requireInstallationOwner({ db, actor }: ManagementContext): Promise<void> {
  const first = await db.organization.findFirst({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (first?.id === actor.organizationId) return;
  throw new ManagementError("forbidden", {
    message: "Only an owner of the installation's first organization may see this.",
  });
}

type MigrationRow = {
  readonly name: string;
  readonly finishedAt: Date | null;
  readonly rolledBackAt: Date | null;
};

async function readMigrations(tx: Transaction): Promise<z.infer<typeof databaseReport>["migrations"]> {
  const rows = await tx.$queryRaw<MigrationRow[]>`
    SELECT migration_name AS "name", finished_at AS "finishedAt", rolled_back_at AS "rolledBackAt"
    FROM "_prisma_migrations" ORDER BY started_at`;
  return rows.map(({ name, finishedAt, rolledBackAt }) => ({
    name,
    state: rolledBackAt ? "rolled back" : finishedAt ? "applied" : "failed",
    finishedAt: viewTimeOrNull(finishedAt),
  }));
}

type TableRow = { readonly name: string; readonly bytes: bigint; readonly estimatedRows: number };

async function readTables(tx: Transaction) {
  const rows = await tx.$queryRaw<TableRow[]>`
    SELECT relname AS "name", pg_total_relation_size(oid) AS "bytes", reltuples::float8 AS "estimatedRows"
    FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC, 1`;
  return rows.map(({ name, bytes, estimatedRows }) => ({
    name,
    bytes: Number(bytes),
    // PostgreSQL says -1 as long as it has not looked.
    estimatedRows: estimatedRows < 0 ? null : Math.round(estimatedRows),
  }));
}
