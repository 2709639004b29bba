-- AlterTable
ALTER TABLE "BudgetPeriod" ADD COLUMN     "forgottenNanoUsd" BIGINT NOT NULL DEFAULT 0;

-- Deletes log rows that their organization does not keep any longer, the oldest first and at most so many at once.
-- What they cost stays in the sums by hour and in the budgets, where it is counted as forgotten, so that the sums can
-- still be checked. Returns how many were deleted. Locks in the order of 0002: requests, then budget periods.
CREATE FUNCTION gateway_forget_logs(at_most int)
RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  expired text[];
  budget_ids text[];
  period_starts timestamptz[];
BEGIN
  SELECT array_agg(row."id") INTO expired
  FROM (
    SELECT request."id"
    FROM "Organization" AS organization
    CROSS JOIN LATERAL (
      SELECT old."id" FROM "Request" AS old
      WHERE old."organizationId" = organization."id"
        AND old."createdAt" < clock_timestamp() - make_interval(days => organization."logRetentionDays")
      ORDER BY old."createdAt"
      LIMIT at_most
    ) AS request
    LIMIT at_most
  ) AS row;
  IF expired IS NULL THEN
    RETURN 0;
  END IF;

  PERFORM 1 FROM "Request" WHERE "id" = ANY (expired) ORDER BY "id" FOR UPDATE;
  SELECT array_agg(budget.id), array_agg(budget.start) INTO budget_ids, period_starts
  FROM "Request" AS request CROSS JOIN unnest(request."budgetIds", request."periodStarts") AS budget(id, start)
  WHERE request."id" = ANY (expired);
  IF budget_ids IS NOT NULL THEN
    PERFORM gateway_lock_periods(budget_ids, period_starts);
  END IF;

  WITH gone AS (
    DELETE FROM "Request" WHERE "id" = ANY (expired) RETURNING "costNanoUsd", "budgetIds", "periodStarts"
  ), part AS (
    SELECT budget.id, budget.start, sum(gone."costNanoUsd")::bigint AS amount
    FROM gone CROSS JOIN unnest(gone."budgetIds", gone."periodStarts") AS budget(id, start)
    GROUP BY 1, 2
  )
  UPDATE "BudgetPeriod" AS period SET "forgottenNanoUsd" = period."forgottenNanoUsd" + part.amount
  FROM part WHERE period."budgetId" = part.id AND period."periodStart" = part.start;
  RETURN cardinality(expired);
END
$$;
