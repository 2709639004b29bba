-- What a reply from the cache would have cost at its provider.
ALTER TABLE "Request" ADD COLUMN "savedNanoUsd" BIGINT NOT NULL DEFAULT 0;

-- Ends requests: writes the log row, the sums by hour and the money, all or nothing. The log row's key makes it
-- idempotent: a request that has one is left as it is. Returns the ids that were written now.
-- Since 0005 with "savedNanoUsd".
-- records: the columns of "Request". leased: [{id, leaseId, amountNanoUsd}] for those that were admitted from a lease:
-- how much of the lease each one ends. Any other request ends the hold of its own, if it has one.
CREATE OR REPLACE FUNCTION gateway_settle(records json, leased json DEFAULT '[]')
RETURNS SETOF text
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  fresh text[];
  changes gateway_change[];
BEGIN
  WITH written AS (
    INSERT INTO "Request" (
      "id", "organizationId", "keyId", "userId", "routerId", "endpoint", "dialect", "requestedModel", "provider",
      "providerId", "providerKind", "model", "status", "httpStatus", "errorCode", "stream", "cached", "latencyMs", "ttftMs",
      "overheadMs", "attemptCount", "inputTokens", "cachedInputTokens", "cacheWriteTokens", "outputTokens",
      "reasoningTokens", "usageSource", "priced", "costNanoUsd", "savedNanoUsd", "reportedCostUsd", "metadata", "attempts",
      "charges", "budgetIds", "periodStarts", "createdAt")
    SELECT row."id", row."organizationId", "keyId", "userId", "routerId", "endpoint", "dialect", "requestedModel", "provider",
      "providerId", "providerKind", "model", "status", "httpStatus", "errorCode", coalesce("stream", false),
      coalesce("cached", false), "latencyMs", "ttftMs", "overheadMs", "attemptCount", coalesce("inputTokens", 0),
      coalesce("cachedInputTokens", 0), coalesce("cacheWriteTokens", 0), coalesce("outputTokens", 0),
      coalesce("reasoningTokens", 0), "usageSource", coalesce("priced", true), coalesce("costNanoUsd", 0),
      coalesce("savedNanoUsd", 0), "reportedCostUsd", coalesce("metadata", '{}'), coalesce("attempts", '[]'), coalesce("charges", '[]'),
      -- A hold whose answer never arrived is known here only.
      coalesce(hold."budgetIds", row."budgetIds", '{}'), coalesce(hold."periodStarts", row."periodStarts", '{}'),
      row."createdAt"
    FROM json_to_recordset(records) AS row(
      "id" text, "organizationId" text, "keyId" text, "userId" text, "routerId" text, "endpoint" text, "dialect" text,
      "requestedModel" text, "provider" text, "providerId" text, "providerKind" text, "model" text, "status" text,
      "httpStatus" int, "errorCode" text, "stream" boolean, "cached" boolean, "latencyMs" int, "ttftMs" int,
      "overheadMs" float8, "attemptCount" int, "inputTokens" bigint, "cachedInputTokens" bigint, "cacheWriteTokens" bigint,
      "outputTokens" bigint, "reasoningTokens" bigint, "usageSource" text, "priced" boolean, "costNanoUsd" bigint,
      "savedNanoUsd" bigint, "reportedCostUsd" text, "metadata" jsonb, "attempts" json, "charges" json, "budgetIds" text[],
      "periodStarts" timestamptz[], "createdAt" timestamptz)
    LEFT JOIN "Hold" AS hold ON hold."id" = row."id"
    ORDER BY row."id"
    ON CONFLICT ("id") DO NOTHING
    RETURNING "id"
  )
  SELECT array_agg(written."id") INTO fresh FROM written;
  IF fresh IS NULL THEN
    RETURN;
  END IF;

  WITH own AS (
    DELETE FROM "Hold" AS hold WHERE hold."id" = ANY (fresh) RETURNING hold."id", hold."state", hold."amountNanoUsd"
  ), part AS (
    SELECT item."id", item."leaseId", item."amountNanoUsd"
    FROM json_to_recordset(leased) AS item("id" text, "leaseId" text, "amountNanoUsd" bigint)
    WHERE item."id" = ANY (fresh) AND NOT EXISTS (SELECT 1 FROM own WHERE own."id" = item."id")
  ), lease AS (
    UPDATE "Hold" AS hold SET "amountNanoUsd" = hold."amountNanoUsd" - ended.amount
    FROM (SELECT "leaseId", sum("amountNanoUsd")::bigint AS amount FROM part GROUP BY 1) AS ended
    WHERE hold."id" = ended."leaseId"
    RETURNING hold."id", hold."state"
  ), ended AS (
    SELECT own."id", own."state", own."amountNanoUsd" AS amount FROM own
    UNION ALL
    SELECT part."id", lease."state", part."amountNanoUsd" FROM part JOIN lease ON lease."id" = part."leaseId"
  )
  SELECT array_agg(ROW(budget.id, budget.start, row."costNanoUsd",
                       CASE ended."state" WHEN 'held' THEN -ended.amount ELSE 0 END,
                       CASE ended."state" WHEN 'unconfirmed' THEN -ended.amount ELSE 0 END,
                       greatest(row."costNanoUsd" - coalesce(ended.amount, 0), 0))::gateway_change)
  INTO changes
  FROM "Request" AS row
  LEFT JOIN ended ON ended."id" = row."id"
  CROSS JOIN unnest(row."budgetIds", row."periodStarts") AS budget(id, start)
  WHERE row."id" = ANY (fresh);

  DELETE FROM "Hold" AS hold USING json_to_recordset(leased) AS item("leaseId" text)
  WHERE hold."id" = item."leaseId" AND hold."kind" = 'returned' AND hold."amountNanoUsd" = 0;

  PERFORM gateway_roll_up(fresh);
  PERFORM gateway_change_periods(changes);
  RETURN QUERY SELECT unnest(fresh);
END
$$;
