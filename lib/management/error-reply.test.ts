import { describe, expect, it } from "vitest";
import { GatewayError } from "#lib/gateway/errors.ts";
import { Prisma } from "./database.ts";
import { errorReply } from "./error-reply.ts";
import { ManagementError, managementErrors } from "./errors.ts";

const known = (code: string) =>
  new Prisma.PrismaClientKnownRequestError("relation Key violates canary", { code, clientVersion: "7" });

describe("errorReply", () => {
  it("shapes every code of the table alike", () => {
    for (const [code, { status, type, message }] of Object.entries(managementErrors)) {
      const name = Object.keys(managementErrors).find((key): key is keyof typeof managementErrors => key === code);
      if (!name) throw new Error(code);
      expect(errorReply(new ManagementError(name, { param: "field" }))).toMatchObject({
        status,
        body: { error: { message, type, code, param: "field" } },
      });
    }
  });

  it.each([
    ["P2002", 409, "conflict"],
    ["P2003", 409, "conflict"],
    ["P2025", 404, "not_found"],
    ["P1001", 503, "service_unavailable"],
    ["P2024", 503, "service_unavailable"],
    ["P2010", 500, "internal_error"],
  ])("gives the database's %s the meaning %d %s and none of its words", (...row) => {
    const [prismaCode, status, code] = row;
    const reply = errorReply(known(prismaCode));
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
    expect(JSON.stringify(reply.body)).not.toContain("canary");
  });

  it("tells nothing of what it does not know, and that it is ours to look into", () => {
    const reply = errorReply(new TypeError("cannot read canary of undefined"));
    expect(reply).toMatchObject({ status: 500, isOurs: true, body: { error: { code: "internal_error" } } });
    expect(JSON.stringify(reply)).not.toContain("canary");
  });

  it.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect", "read ECONNRESET"])(
    "knows the outage of a database in %j",
    (message) => expect(errorReply(new Error(message))).toMatchObject({ status: 503, isOurs: true }),
  );

  it("passes the engine's errors on under their public names", () => {
    const reply = errorReply(new GatewayError("upstream_quota_exhausted"));
    expect(reply).toMatchObject({ status: 503, body: { error: { code: "upstream_overloaded" } }, isOurs: false });
    expect(reply.headers["x-should-retry"]).toBe("false");
  });

  it("says how long to wait, and clips what is too long to read", () => {
    const reply = errorReply(
      new ManagementError("too_many_auth_failures", { retryAfterMs: 1_001, message: "x".repeat(400) }),
    );
    expect(reply.headers["retry-after"]).toBe("2");
    expect(reply.body.error.message).toHaveLength(300);
  });
});
