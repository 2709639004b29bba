import { createFormControl } from "react-hook-form";
import { expect, test } from "vitest";
import { ApiError } from "../api-client.ts";
import { placeError } from "./place-error.ts";

function formWith(defaultValues: Record<string, unknown>) {
  const form = createFormControl<Record<string, unknown>>({ defaultValues });
  return {
    place: (error: unknown) => placeError(form, error),
    messageAt: (field: string) => form.getFieldState(field).error?.message,
  };
}

const refusal = (param?: string) =>
  new ApiError({ status: 400, code: "out_of_range", message: "Too much.", ...(param === undefined ? {} : { param }) });

test("a refusal that names a field lands on it", () => {
  const { place, messageAt } = formWith({ budgetUsd: "5" });
  place(refusal("budgetUsd"));
  expect(messageAt("budgetUsd")).toBe("Too much.");
  expect(messageAt("root.server")).toBeUndefined();
});

test("a place inside a list is found", () => {
  const { place, messageAt } = formWith({ rules: [{ models: ["a"] }] });
  place(refusal("rules[0].models"));
  expect(messageAt("rules.0.models")).toBe("Too much.");
});

test.each([undefined, "slug", "name.first"])(
  "a refusal about %s, which is not drawn, stands above the form",
  (param) => {
    const { place, messageAt } = formWith({ name: "" });
    place(refusal(param));
    expect(messageAt("root.server")).toBe("Too much.");
  },
);

test("a refusal of a part lands on the field that the form keeps it in", () => {
  const form = createFormControl<Record<string, unknown>>({ defaultValues: { headers: [] } });
  placeError(form, refusal("headers.host"), () => "headers");
  expect(form.getFieldState("headers").error?.message).toBe("Too much.");
});

test("a defect of the page is not dressed up as a refusal", () => {
  const { place } = formWith({});
  expect(() => place(new TypeError("undefined is not a function"))).toThrow(TypeError);
});
