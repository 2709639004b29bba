import { describe, expect, it } from "vitest";
import { type HealthChange, memoryHealth } from "./health.ts";

/** A clock that stands until it is moved. */
function standingClock() {
  let nowMs = 1_000_000;
  return {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    pass: (forMs: number) => {
      nowMs += forMs;
    },
  };
}

function open() {
  const { clock, pass } = standingClock();
  const changes: HealthChange[] = [];
  const health = memoryHealth(clock, (change) => changes.push(change));
  const attempt = (end: "answered" | "failed", afterMs = 100) => {
    const report = health.begin("t");
    report[end](afterMs, "whole");
    report.ended();
  };
  return { health, attempt, changes, pass };
}

describe("health in this process", () => {
  it("counts what is running, once for every attempt", () => {
    const { health } = open();
    const reports = [health.begin("t"), health.begin("t")];
    expect(health.target("t")?.running).toBe(2);
    for (const report of reports) {
      report.ended();
      report.ended();
    }
    expect(health.target("t")?.running).toBe(0);
  });

  it("weighs the recent answers most, and forgets old ones", () => {
    const { health, attempt, pass } = open();
    attempt("answered", 1_000);
    attempt("answered", 2_000);
    expect(health.target("t")?.wholeMs).toBe(1_300);
    expect(health.target("t")?.firstTokenMs).toBeUndefined();
    pass(300_000);
    expect(health.target("t")?.wholeMs).toBeUndefined();
  });

  it("tells of an ejection and of the recovery, and lets one probe through between them", () => {
    const { health, attempt, changes, pass } = open();
    for (let failure = 0; failure < 5; failure++) attempt("failed");
    expect(health.target("t")?.state).toBe("ejected");
    pass(30_000);
    expect([health.claimProbe("t"), health.claimProbe("t")]).toEqual([true, false]);
    attempt("answered");
    expect(health.target("t")?.state).toBe("closed");
    expect(changes).toEqual([
      { kind: "ejected", key: "t", untilMs: 1_030_000 },
      { kind: "recovered", key: "t" },
    ]);
  });

  it("does not let answers to earlier requests end an ejection, nor their failures prolong it", () => {
    const { health, attempt, pass } = open();
    const [early, slow] = [health.begin("t"), health.begin("t")];
    for (let failure = 0; failure < 5; failure++) attempt("failed");
    early.answered(50, "whole");
    expect(health.target("t")?.state).toBe("ejected");
    pass(30_000);
    slow.failed(30_000);
    expect(health.target("t")?.state).toBe("half-open");
  });

  it("frees the probe of a request that ended without telling anything", () => {
    const { health, attempt, pass } = open();
    for (let failure = 0; failure < 5; failure++) attempt("failed");
    pass(30_000);
    health.claimProbe("t");
    const report = health.begin("t");
    report.ended();
    expect(health.claimProbe("t")).toBe(true);
  });

  it("needs a stream's end to make up for streams that broke", () => {
    const { health } = open();
    for (let stream = 0; stream < 5; stream++) {
      const first = health.begin("t");
      first.answered(50, "stream");
      first.ended();
      const rest = health.follow("t");
      rest.failed(80);
      rest.ended();
    }
    expect(health.target("t")?.state).toBe("ejected");
  });

  it("keeps the longer of two rests, and a limit over a mere strain", () => {
    const { health } = open();
    health.rest("c", { kind: "limited", untilMs: 1_060_000 });
    health.rest("c", { kind: "strained", untilMs: 1_010_000 });
    expect(health.credential("c")).toEqual({ kind: "limited", untilMs: 1_060_000 });
    health.rest("c", { kind: "exhausted", untilMs: 1_900_000 });
    expect(health.credential("c")?.kind).toBe("exhausted");
  });

  it("allows three retries in a quiet time, and a fifth of the calls in a busy one", () => {
    const { health, pass } = open();
    const retries = () => Array.from({ length: 100 }, () => health.takeRetry("t")).filter(Boolean).length;
    expect(retries()).toBe(3);
    pass(30_000);
    for (let call = 0; call < 100; call++) health.begin("t").ended();
    expect(retries()).toBe(17);
  });

  it("takes over what another instance found out, and nothing it knows better", () => {
    const { health } = open();
    health.learn({ kind: "ejected", key: "t", untilMs: 1_030_000 });
    expect(health.target("t")).toMatchObject({ state: "ejected", ejectedUntilMs: 1_030_000 });
    health.learn({ kind: "ejected", key: "t", untilMs: 1_020_000 });
    expect(health.target("t")?.ejectedUntilMs).toBe(1_030_000);
    health.learn({ kind: "recovered", key: "t" });
    expect(health.target("t")?.state).toBe("closed");
    health.learn({ kind: "rested", key: "c", rest: { kind: "refused", untilMs: 2_000_000 } });
    expect(health.credential("c")?.kind).toBe("refused");
  });
});
