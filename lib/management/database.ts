import { Prisma, type PrismaClient } from "#prisma/client.ts";

export { Prisma };

export type Database = PrismaClient;

/** The database inside a transaction, or outside of one: what reads need. */
export type Transaction = Prisma.TransactionClient;
