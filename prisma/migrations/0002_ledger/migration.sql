-- The ledger: what takes, moves and frees money, each as one function, so that one statement is one transaction.
--
-- Lock order, kept by every function so that none can deadlock with another: requests by id, holds by id, usage hours
-- by key, and last, for as short as possible, budget periods by (budgetId, periodStart).
--
-- Sessions keep the plans of functions, and may make them while the tables are empty: the settings beside the functions
-- keep a plan from reading whole tables when these have grown.

ALTER TABLE "BudgetPeriod" SET (fillfactor = 50);
ALTER TABLE "BudgetPeriod" ADD CONSTRAINT "BudgetPeriod_amounts_check"
  CHECK ("settledNanoUsd" >= 0 AND "heldNanoUsd" >= 0 AND "unconfirmedNanoUsd" >= 0 AND "overrunNanoUsd" >= 0);
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_amount_check" CHECK ("amountNanoUsd" >= 0);

-- Locks periods, in order. Makes the rows that are missing: a period begins with its first hold, or with spending that
-- was never held. A budget that was deleted meanwhile limits nothing any more.
CREATE FUNCTION gateway_lock_periods(budget_ids text[], period_starts timestamptz[])
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  locked bigint;
BEGIN
  FOR attempt IN 1..2 LOOP
    PERFORM 1 FROM "BudgetPeriod" AS period
    WHERE (period."budgetId", period."periodStart") IN (SELECT * FROM unnest(budget_ids, period_starts))
    ORDER BY period."budgetId", period."periodStart"
    FOR UPDATE;
    GET DIAGNOSTICS locked = ROW_COUNT;
    EXIT WHEN attempt = 2 OR locked = (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(budget_ids, period_starts)) AS part);

    INSERT INTO "BudgetPeriod" ("budgetId", "periodStart")
    SELECT DISTINCT part.id, part.start FROM unnest(budget_ids, period_starts) AS part(id, start)
    JOIN "Budget" AS budget ON budget."id" = part.id
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
  END LOOP;
END
$$;

-- By how much the sums of one budget's period change.
CREATE TYPE gateway_change AS (
  "budgetId" text, "periodStart" timestamptz, "settled" bigint, "held" bigint, "unconfirmed" bigint, "overrun" bigint
);

CREATE FUNCTION gateway_change_periods(changes gateway_change[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM gateway_lock_periods(array_agg(change."budgetId"), array_agg(change."periodStart")) FROM unnest(changes) AS change;

  UPDATE "BudgetPeriod" AS period
  SET "settledNanoUsd" = period."settledNanoUsd" + change.settled,
      "heldNanoUsd" = period."heldNanoUsd" + change.held,
      "unconfirmedNanoUsd" = period."unconfirmedNanoUsd" + change.unconfirmed,
      "overrunNanoUsd" = period."overrunNanoUsd" + change.overrun
  FROM (
    SELECT "budgetId", "periodStart", sum("settled")::bigint AS settled, sum("held")::bigint AS held,
           sum("unconfirmed")::bigint AS unconfirmed, sum("overrun")::bigint AS overrun
    FROM unnest(changes)
    GROUP BY 1, 2
  ) AS change
  WHERE period."budgetId" = change."budgetId" AND period."periodStart" = change."periodStart";
END
$$;

-- What asks for money: a request, or a process for a lease.
CREATE TYPE gateway_hold_request AS (
  "id" text, "organizationId" text, "kind" text, "amountNanoUsd" bigint, "minimumNanoUsd" bigint, "share" int,
  "patient" text, "ttlSeconds" float8, "bootId" text, "budgetIds" text[], "periodStarts" timestamptz[]
);

-- Takes the worst case of each request from all of its budgets, or from none.
-- requests: [gateway_hold_request]. Where the whole amount does not fit but the minimum does, what is left is held:
-- grantedNanoUsd says how much. A `share` of n takes at most one n-th of what is left.
-- outcome: held | denied | duplicate | wait. blocker describes the budget that refused.
-- wait: the whole amount does not fit, but more may soon be free. Said to those who are patient for leases while one is
-- open on the budget that refuses, and to those who are patient in any case.
CREATE FUNCTION gateway_hold(requests json)
RETURNS TABLE ("id" text, "outcome" text, "grantedNanoUsd" bigint, "remainingNanoUsd" bigint, "blocker" json)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  items gateway_hold_request[];
  plain gateway_hold_request[];
  item gateway_hold_request;
  known record;
  tightest record;
  granted bigint;
BEGIN
  SELECT array_agg(request), array_agg(request) FILTER (WHERE request."share" IS NULL) INTO items, plain
  FROM json_populate_recordset(NULL::gateway_hold_request, requests) AS request;
  PERFORM gateway_lock_periods(array_agg(part.id), array_agg(part.start))
  FROM unnest(items) AS request CROSS JOIN unnest(request."budgetIds", request."periodStarts") AS part(id, start);
  IF gateway_fits(plain) THEN
    RETURN QUERY SELECT * FROM gateway_hold_all(plain);
    items := ARRAY(SELECT request FROM unnest(items) AS request WHERE request."share" IS NOT NULL);
  END IF;

  FOREACH item IN ARRAY items LOOP
    "id" := item."id";
    "outcome" := NULL;
    "grantedNanoUsd" := 0;
    "remainingNanoUsd" := NULL;
    "blocker" := NULL;

    -- A repeated call after an unknown commit finds its own hold.
    SELECT hold."amountNanoUsd" AS amount INTO known FROM "Hold" AS hold WHERE hold."id" = item."id"
    UNION ALL
    SELECT 0 FROM "Request" AS request WHERE request."id" = item."id";
    IF FOUND THEN
      "outcome" := 'duplicate';
      "grantedNanoUsd" := known.amount;
      RETURN NEXT;
      CONTINUE;
    END IF;

    SELECT budget."id", budget."scope", budget."limitNanoUsd", period."settledNanoUsd", period."heldNanoUsd",
           period."unconfirmedNanoUsd", period."periodStart",
           budget."limitNanoUsd" - period."settledNanoUsd" - period."heldNanoUsd" - period."unconfirmedNanoUsd" AS remaining
    INTO tightest
    FROM unnest(item."budgetIds", item."periodStarts") AS part(id, start)
    JOIN "BudgetPeriod" AS period ON period."budgetId" = part.id AND period."periodStart" = part.start
    JOIN "Budget" AS budget ON budget."id" = part.id
    WHERE budget."mode" = 'hard'
    ORDER BY remaining, budget."id"
    LIMIT 1;

    granted := least(item."amountNanoUsd", tightest.remaining / coalesce(item."share", 1));
    IF granted < item."amountNanoUsd" AND (item."patient" = 'always' OR item."patient" = 'leases' AND EXISTS (
      SELECT 1 FROM "Hold" AS lease
      WHERE lease."kind" = 'lease' AND lease."state" = 'held' AND tightest."id" = ANY (lease."budgetIds")
    )) THEN
      "outcome" := 'wait';
      RETURN NEXT;
      CONTINUE;
    END IF;
    IF granted < item."minimumNanoUsd" THEN
      "outcome" := 'denied';
      "blocker" := json_build_object(
        'budgetId', tightest."id", 'scope', tightest."scope", 'periodStart', tightest."periodStart",
        'limitNanoUsd', tightest."limitNanoUsd"::text, 'settledNanoUsd', tightest."settledNanoUsd"::text,
        'heldNanoUsd', tightest."heldNanoUsd"::text, 'unconfirmedNanoUsd', tightest."unconfirmedNanoUsd"::text);
      RETURN NEXT;
      CONTINUE;
    END IF;

    item."amountNanoUsd" := granted;
    RETURN QUERY SELECT * FROM gateway_hold_all(ARRAY[item]);
  END LOOP;
END
$$;

-- Whether all of them are new and fit their hard budgets together: the usual case, and no need to look at each one.
CREATE FUNCTION gateway_fits(items gateway_hold_request[])
RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT 1 FROM (
      SELECT part.id, part.start, sum(item."amountNanoUsd") AS amount
      FROM unnest(items) AS item CROSS JOIN unnest(item."budgetIds", item."periodStarts") AS part(id, start)
      GROUP BY 1, 2
    ) AS demand
    JOIN "BudgetPeriod" AS period ON period."budgetId" = demand.id AND period."periodStart" = demand.start
    JOIN "Budget" AS budget ON budget."id" = demand.id
    WHERE budget."mode" = 'hard'
      AND demand.amount > budget."limitNanoUsd" - period."settledNanoUsd" - period."heldNanoUsd" - period."unconfirmedNanoUsd"
  )
    AND NOT EXISTS (SELECT 1 FROM "Hold" WHERE "id" = ANY (ARRAY(SELECT item."id" FROM unnest(items) AS item)))
    AND NOT EXISTS (SELECT 1 FROM "Request" WHERE "id" = ANY (ARRAY(SELECT item."id" FROM unnest(items) AS item)));
END
$$;

-- Holds all of them, unasked.
CREATE FUNCTION gateway_hold_all(items gateway_hold_request[])
RETURNS TABLE ("id" text, "outcome" text, "grantedNanoUsd" bigint, "remainingNanoUsd" bigint, "blocker" json)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO "Hold" ("id", "organizationId", "amountNanoUsd", "kind", "bootId", "budgetIds", "periodStarts", "expiresAt")
  SELECT item."id", item."organizationId", item."amountNanoUsd", coalesce(item."kind", 'request'), item."bootId",
         item."budgetIds", item."periodStarts", clock_timestamp() + make_interval(secs => item."ttlSeconds")
  FROM unnest(items) AS item;

  UPDATE "BudgetPeriod" AS period SET "heldNanoUsd" = period."heldNanoUsd" + demand.amount
  FROM (
    SELECT part.id, part.start, sum(item."amountNanoUsd")::bigint AS amount
    FROM unnest(items) AS item CROSS JOIN unnest(item."budgetIds", item."periodStarts") AS part(id, start)
    GROUP BY 1, 2
  ) AS demand
  WHERE period."budgetId" = demand.id AND period."periodStart" = demand.start;

  RETURN QUERY
  SELECT item."id", 'held', item."amountNanoUsd", (
    SELECT min(budget."limitNanoUsd" - period."settledNanoUsd" - period."heldNanoUsd" - period."unconfirmedNanoUsd")
    FROM unnest(item."budgetIds", item."periodStarts") AS part(id, start)
    JOIN "BudgetPeriod" AS period ON period."budgetId" = part.id AND period."periodStart" = part.start
    JOIN "Budget" AS budget ON budget."id" = part.id
    WHERE budget."mode" = 'hard'
  ), NULL::json
  FROM unnest(items) AS item;
END
$$;

-- Gives back what is left of leases; requests that were admitted from them stay held. A lease is returned once.
-- leases: [{id, leftNanoUsd}]; without an amount, all of it: it was never used.
CREATE FUNCTION gateway_return(leases json)
RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  changes gateway_change[];
BEGIN
  WITH closed AS (
    SELECT hold."id", hold."state", hold."budgetIds", hold."periodStarts",
           coalesce(lease."leftNanoUsd", hold."amountNanoUsd") AS amount
    FROM json_to_recordset(leases) AS lease("id" text, "leftNanoUsd" bigint)
    JOIN "Hold" AS hold ON hold."id" = lease."id"
    WHERE hold."kind" = 'lease'
    ORDER BY hold."id"
    FOR UPDATE OF hold
  ), marked AS (
    UPDATE "Hold" AS hold SET "kind" = 'returned', "amountNanoUsd" = hold."amountNanoUsd" - closed.amount
    FROM closed WHERE hold."id" = closed."id"
  )
  SELECT array_agg(ROW(part.id, part.start, 0, CASE "state" WHEN 'held' THEN -amount ELSE 0 END,
                       CASE "state" WHEN 'held' THEN 0 ELSE -amount END, 0)::gateway_change)
  INTO changes
  FROM closed CROSS JOIN unnest(closed."budgetIds", closed."periodStarts") AS part(id, start);

  DELETE FROM "Hold" AS hold USING json_to_recordset(leases) AS lease("id" text)
  WHERE hold."id" = lease."id" AND hold."kind" = 'returned' AND hold."amountNanoUsd" = 0;
  PERFORM gateway_change_periods(changes);
END
$$;

-- Ends requests: writes the log row, the sums by hour and the money, all or nothing. The log row's key makes it
-- idempotent: a request that has one is left as it is. Returns the ids that were written now.
-- records: the columns of "Request". leased: [{id, leaseId, amountNanoUsd}] for those that were admitted from a lease:
-- how much of the lease each one ends. Any other request ends the hold of its own, if it has one.
CREATE FUNCTION gateway_settle(records json, leased json DEFAULT '[]')
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
      "reasoningTokens", "usageSource", "priced", "costNanoUsd", "reportedCostUsd", "metadata", "attempts", "charges",
      "budgetIds", "periodStarts", "createdAt")
    SELECT row."id", row."organizationId", "keyId", "userId", "routerId", "endpoint", "dialect", "requestedModel", "provider",
      "providerId", "providerKind", "model", "status", "httpStatus", "errorCode", coalesce("stream", false),
      coalesce("cached", false), "latencyMs", "ttftMs", "overheadMs", "attemptCount", coalesce("inputTokens", 0),
      coalesce("cachedInputTokens", 0), coalesce("cacheWriteTokens", 0), coalesce("outputTokens", 0),
      coalesce("reasoningTokens", 0), "usageSource", coalesce("priced", true), coalesce("costNanoUsd", 0),
      "reportedCostUsd", coalesce("metadata", '{}'), coalesce("attempts", '[]'), coalesce("charges", '[]'),
      -- A hold whose answer never arrived is known here only.
      coalesce(hold."budgetIds", row."budgetIds", '{}'), coalesce(hold."periodStarts", row."periodStarts", '{}'),
      row."createdAt"
    FROM json_to_recordset(records) AS row(
      "id" text, "organizationId" text, "keyId" text, "userId" text, "routerId" text, "endpoint" text, "dialect" text,
      "requestedModel" text, "provider" text, "providerId" text, "providerKind" text, "model" text, "status" text,
      "httpStatus" int, "errorCode" text, "stream" boolean, "cached" boolean, "latencyMs" int, "ttftMs" int,
      "overheadMs" float8, "attemptCount" int, "inputTokens" bigint, "cachedInputTokens" bigint, "cacheWriteTokens" bigint,
      "outputTokens" bigint, "reasoningTokens" bigint, "usageSource" text, "priced" boolean, "costNanoUsd" bigint,
      "reportedCostUsd" text, "metadata" jsonb, "attempts" json, "charges" json, "budgetIds" text[],
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

-- The bucket of a duration, as in lib/core/histogram.ts.
CREATE FUNCTION gateway_bucket(duration_ms int)
RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN duration_ms > 1 THEN least(63, ceil(ln(duration_ms::float8) / ln(1.2::float8))::int)
              WHEN duration_ms <= 1 THEN 0 END;
$$;

-- 64 counts by bucket (0 to 63) from a list of bucket numbers; nulls do not count.
CREATE FUNCTION gateway_histogram(buckets int[])
RETURNS int[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  counts int[] := array_fill(0, ARRAY[64]);
  bucket int;
BEGIN
  FOREACH bucket IN ARRAY buckets LOOP
    IF bucket IS NOT NULL THEN
      counts[bucket + 1] := counts[bucket + 1] + 1;
    END IF;
  END LOOP;
  RETURN counts;
END
$$;

CREATE FUNCTION gateway_add_histograms(first int[], second int[])
RETURNS int[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  FOR position IN 1..64 LOOP
    first[position] := first[position] + second[position];
  END LOOP;
  RETURN first;
END
$$;

-- Adds freshly written requests to the sums by hour, to the keys' last use and to the models without a price.
CREATE FUNCTION gateway_roll_up(fresh text[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "UsageHour" AS known ("organizationId", "hour", "keyId", "userId", "routerId", "provider", "model", "requests",
    "errors", "rescued", "inputTokens", "cachedInputTokens", "outputTokens", "costNanoUsd", "latencyHistogram", "ttftHistogram")
  SELECT "organizationId", date_trunc('hour', "createdAt", 'UTC'), coalesce("keyId", ''), coalesce("userId", ''),
         coalesce("routerId", ''), coalesce("provider", ''), coalesce("model", "requestedModel"), count(*),
         count(*) FILTER (WHERE "status" = 'error'), count(*) FILTER (WHERE "status" = 'success' AND "attemptCount" > 1),
         sum("inputTokens"), sum("cachedInputTokens"), sum("outputTokens"), sum("costNanoUsd"),
         gateway_histogram(array_agg(gateway_bucket("latencyMs"))), gateway_histogram(array_agg(gateway_bucket("ttftMs")))
  FROM "Request"
  WHERE "id" = ANY (fresh)
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ORDER BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT ("organizationId", "hour", "keyId", "userId", "routerId", "provider", "model") DO UPDATE SET
    "requests" = known."requests" + excluded."requests",
    "errors" = known."errors" + excluded."errors",
    "rescued" = known."rescued" + excluded."rescued",
    "inputTokens" = known."inputTokens" + excluded."inputTokens",
    "cachedInputTokens" = known."cachedInputTokens" + excluded."cachedInputTokens",
    "outputTokens" = known."outputTokens" + excluded."outputTokens",
    "costNanoUsd" = known."costNanoUsd" + excluded."costNanoUsd",
    "latencyHistogram" = gateway_add_histograms(known."latencyHistogram", excluded."latencyHistogram"),
    "ttftHistogram" = gateway_add_histograms(known."ttftHistogram", excluded."ttftHistogram");

  UPDATE "GatewayKey" AS key SET "lastUsedAt" = clock_timestamp()
  WHERE key."id" IN (
    SELECT known."id" FROM "GatewayKey" AS known
    WHERE known."id" IN (SELECT "keyId" FROM "Request" WHERE "id" = ANY (fresh))
      AND (known."lastUsedAt" IS NULL OR known."lastUsedAt" < clock_timestamp() - interval '10 seconds')
    ORDER BY known."id"
    FOR UPDATE
  );

  INSERT INTO "MissingModel" AS known ("organizationId", "provider", "model", "requests", "lastSeenAt")
  SELECT "organizationId", "providerKind", "model", count(*), max("createdAt")
  FROM "Request"
  WHERE "id" = ANY (fresh) AND NOT "priced" AND "providerKind" IS NOT NULL AND "model" IS NOT NULL
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT ("organizationId", "provider", "model") DO UPDATE SET
    "requests" = known."requests" + excluded."requests", "lastSeenAt" = excluded."lastSeenAt";
END
$$;

-- Moves holds whose time is over to unconfirmed; they keep counting in full. Returns how many it moved.
CREATE FUNCTION gateway_expire()
RETURNS int
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  moved int;
  changes gateway_change[];
BEGIN
  WITH stale AS (
    SELECT hold."id" FROM "Hold" AS hold
    WHERE hold."kind" IN ('request', 'lease', 'returned') AND hold."state" = 'held' AND hold."expiresAt" < clock_timestamp()
    ORDER BY hold."id"
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
  ), expired AS (
    UPDATE "Hold" AS hold SET "state" = 'unconfirmed' FROM stale WHERE hold."id" = stale."id" RETURNING hold.*
  ), change AS (
    SELECT ROW(part.id, part.start, 0, -expired."amountNanoUsd", expired."amountNanoUsd", 0)::gateway_change AS value
    FROM expired CROSS JOIN unnest(expired."budgetIds", expired."periodStarts") AS part(id, start)
  )
  SELECT (SELECT count(*) FROM expired), (SELECT array_agg(value) FROM change) INTO moved, changes;
  PERFORM gateway_change_periods(changes);
  RETURN moved;
END
$$;

-- Resolves what a dead run held, once its settlements are written. in_flight: [{id, leaseId, amountNanoUsd}], the
-- requests that its journal says were admitted from leases and never settled. They become unconfirmed each by itself,
-- and the rest of the leases is free again; of a journal that is not `complete`, the rest stays unconfirmed too.
CREATE FUNCTION gateway_end_run(ended_boot_id text, in_flight json DEFAULT '[]', complete boolean DEFAULT true)
RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  changes gateway_change[];
BEGIN
  PERFORM 1 FROM "Hold" AS hold WHERE hold."bootId" = ended_boot_id ORDER BY hold."id" FOR UPDATE;

  WITH lease AS (
    DELETE FROM "Hold" AS hold WHERE hold."bootId" = ended_boot_id AND hold."kind" <> 'request' RETURNING hold.*
  ), request AS (
    SELECT DISTINCT ON (item."id") item."id", item."leaseId", item."amountNanoUsd"
    FROM json_to_recordset(in_flight) AS item("id" text, "leaseId" text, "amountNanoUsd" bigint)
    WHERE NOT EXISTS (SELECT 1 FROM "Request" AS row WHERE row."id" = item."id")
      AND NOT EXISTS (SELECT 1 FROM "Hold" AS hold WHERE hold."id" = item."id")
  ), kept AS (
    SELECT request."id", request."amountNanoUsd" AS amount, lease."id" AS lease_id FROM request
    JOIN lease ON lease."id" = request."leaseId"
    UNION ALL
    SELECT lease."id", lease."amountNanoUsd" - coalesce(sum(request."amountNanoUsd"), 0), lease."id"
    FROM lease LEFT JOIN request ON request."leaseId" = lease."id"
    WHERE NOT complete
    GROUP BY lease."id", lease."amountNanoUsd"
    HAVING lease."amountNanoUsd" > coalesce(sum(request."amountNanoUsd"), 0)
  ), unconfirmed AS (
    INSERT INTO "Hold" ("id", "organizationId", "amountNanoUsd", "state", "bootId", "budgetIds", "periodStarts", "expiresAt")
    SELECT kept."id", lease."organizationId", kept.amount, 'unconfirmed', lease."bootId", lease."budgetIds",
           lease."periodStarts", lease."expiresAt"
    FROM kept JOIN lease ON lease."id" = kept.lease_id
    RETURNING "budgetIds", "periodStarts", "amountNanoUsd"
  ), own AS (
    UPDATE "Hold" AS hold SET "state" = 'unconfirmed'
    WHERE hold."bootId" = ended_boot_id AND hold."kind" = 'request' AND hold."state" = 'held'
    RETURNING hold.*
  ), change AS (
    SELECT "budgetIds", "periodStarts", CASE "state" WHEN 'held' THEN -"amountNanoUsd" ELSE 0 END AS held,
           CASE "state" WHEN 'held' THEN 0 ELSE -"amountNanoUsd" END AS unconfirmed
    FROM lease
    UNION ALL
    SELECT "budgetIds", "periodStarts", 0, "amountNanoUsd" FROM unconfirmed
    UNION ALL
    SELECT "budgetIds", "periodStarts", -"amountNanoUsd", "amountNanoUsd" FROM own
  )
  SELECT array_agg(ROW(part.id, part.start, 0, change.held, change.unconfirmed, 0)::gateway_change)
  INTO changes
  FROM change CROSS JOIN unnest(change."budgetIds", change."periodStarts") AS part(id, start);
  PERFORM gateway_change_periods(changes);
END
$$;
