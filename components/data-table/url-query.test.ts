import { expect, test } from "vitest";
import { changeQuery } from "./url-query.ts";

test("a filter is put in, changed and taken out, the rest stays", () => {
  const query = new URLSearchParams("status=error&search=gpt");
  expect(changeQuery(query, { provider: "openai" })).toBe("?status=error&search=gpt&provider=openai");
  expect(changeQuery(query, { status: "success" })).toBe("?status=success&search=gpt");
  expect(changeQuery(query, { status: undefined, search: "" })).toBe("?");
});

test("whatever is searched for survives the address", () => {
  const search = "50% & more / <b>";
  const text = changeQuery(new URLSearchParams(), { search });
  expect(new URLSearchParams(text).get("search")).toBe(search);
});
