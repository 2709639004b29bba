import { describe, expect, it } from "vitest";
import type { Principal } from "#lib/management/auth/principal.ts";
import type { GuestContext } from "#lib/management/context.ts";
import { toManagementContext } from "./choose-organization.ts";

const one = { organizationId: "org_1", slug: "one", name: "One", role: "viewer" } as const;
const two = { organizationId: "org_2", slug: "two", name: "Two", role: "owner" } as const;

const principal: Principal = {
  user: { id: "usr_1", email: "ada@gateway.test", name: "Ada" },
  via: "token",
  tokenId: "tok_1",
  scopes: ["read"],
  memberships: [one, two],
  expiresAtMs: 0,
};

/** Choosing reads neither the database nor a service. */
const guest = {} as GuestContext;
const chosen = (somebody: Principal, wanted?: string) => {
  const { organizationId, role } = toManagementContext(guest, somebody, wanted).actor;
  return [organizationId, role];
};

describe("the organization that somebody acts in", () => {
  it("is the first, unless another of theirs is asked for by id or slug", () => {
    expect(chosen(principal)).toEqual(["org_1", "viewer"]);
    expect(chosen(principal, "org_2")).toEqual(["org_2", "owner"]);
    expect(chosen(principal, "two")).toEqual(["org_2", "owner"]);
  });

  it("is never one of others: that is as absent as one that does not exist", () => {
    expect(() => chosen(principal, "org_3")).toThrow(expect.objectContaining({ code: "not_found" }));
  });

  it("is the one that a token was made for, whatever is asked for", () => {
    const bound = { ...principal, boundTo: "org_2" };
    expect(chosen(bound)).toEqual(["org_2", "owner"]);
    expect(() => chosen(bound, "one")).toThrow(expect.objectContaining({ code: "not_found" }));
  });

  it("is none for people without membership, not even with a token for one they have left", () => {
    for (const somebody of [
      { ...principal, memberships: [] },
      { ...principal, boundTo: "org_9" },
    ]) {
      expect(() => chosen(somebody)).toThrow(expect.objectContaining({ code: "forbidden" }));
    }
  });
});
