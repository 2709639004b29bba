import { expect, it } from "vitest";
import { emptyRouter, routerSchema } from "./router-form-schema.ts";

it("sends what the API calls the cache, and leaves out a time that nobody set", () => {
  const filled = { ...emptyRouter, name: "Production" };
  expect(routerSchema.parse(filled)).toEqual({
    name: "Production",
    strategy: "priority",
    retries: null,
    cache: { enabled: false },
  });
  expect(routerSchema.parse({ ...filled, cacheEnabled: true, cacheSeconds: "86,400" }).cache).toEqual({
    enabled: true,
    ttlSeconds: 86_400,
  });
});

it("takes whole seconds up to 30 days", () => {
  for (const cacheSeconds of ["0", "1.5", "2592001", "an hour"]) {
    expect(routerSchema.safeParse({ ...emptyRouter, name: "x", cacheSeconds }).success).toBe(false);
  }
});
