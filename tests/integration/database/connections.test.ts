import { expect, it } from "vitest";
import { describeEachDatabase } from "../../support/databases.ts";

describeEachDatabase("connections", (current) => {
  it("keep their parameters to themselves, however large and however many at once", async () => {
    const { pool } = current();
    const large = "z".repeat(300_000);
    const answers = await inParallel(120, async (index) => {
      const value = index % 3 === 0 ? `${large}${index}` : String(index);
      const sql =
        index % 2 === 0 ? "select $1::text as text, $2::int as number" : "select $2::int as number, $1::text as text";
      const { rows } = await pool.query<{ text: string; number: number }>(sql, [value, index]);
      return rows.length === 1 && rows[0]?.text === value && rows[0].number === index;
    });
    expect(answers.filter((right) => !right)).toEqual([]);
  });

  it("grant exactly what is there when all of them race for one row", async () => {
    const { pool } = current();
    await pool.query("create table race (id int primary key, remaining int not null)");
    await pool.query("insert into race values (1, 25)");
    const granted = await inParallel(60, async () => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const { rows } = await client.query<{ remaining: number }>(
          "select remaining from race where id = $1 for update",
          [1],
        );
        const takes = (rows[0]?.remaining ?? 0) > 0;
        if (takes) await client.query("update race set remaining = remaining - 1 where id = $1", [1]);
        await client.query("commit");
        return takes;
      } finally {
        client.release();
      }
    });
    expect(granted.filter(Boolean)).toHaveLength(25);
    expect((await pool.query("select remaining from race")).rows).toEqual([{ remaining: 0 }]);
  });

  it("leave nothing behind when their client disappears inside a transaction", async () => {
    const { pool } = current();
    await pool.query("create table vanished (id int)");
    for (let round = 0; round < 10; round++) {
      const client = await pool.connect();
      await client.query("begin");
      await client.query("insert into vanished values ($1)", [round]);
      client.release(new Error("gone"));
    }
    expect((await pool.query("select count(*)::int as rows from vanished")).rows).toEqual([{ rows: 0 }]);
  });

  it("report an error to the one who made it and to nobody else", async () => {
    const { pool } = current();
    const outcomes = await inParallel(40, (index) =>
      pool.query("select 12 / $1::int as quotient", [index % 2]).then(
        () => "answered",
        (error: unknown) => String(error),
      ),
    );
    expect(outcomes).toEqual(outcomes.map((_, index) => (index % 2 === 0 ? "error: division by zero" : "answered")));
  });

  it("serve Prisma's interactive transactions side by side", async () => {
    const { prisma, pool } = current();
    await pool.query("create table counted (id int primary key, total int not null)");
    await pool.query("insert into counted values (1, 0)");
    await inParallel(24, () =>
      prisma.$transaction(
        async (tx) => {
          const rows = await tx.$queryRaw<{ total: number }[]>`select total from counted where id = 1 for update`;
          await tx.$executeRaw`update counted set total = ${(rows[0]?.total ?? 0) + 1} where id = 1`;
        },
        { maxWait: 30_000, timeout: 30_000 },
      ),
    );
    expect((await pool.query("select total from counted")).rows).toEqual([{ total: 24 }]);
  });
});

/** No more at once than the pool has connections, so that nobody has to wait for one until its patience ends. */
async function inParallel<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const workers = Array.from({ length: 10 }, async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  });
  await Promise.all(workers);
  return results;
}
