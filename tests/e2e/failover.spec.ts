import { expect, test } from "@playwright/test";
import { ask } from "./support/ask.ts";
import { addFailingFirst, openManagement } from "./support/management.ts";
import { signIn } from "./support/sign-in.ts";

test("a request that was rescued shows both attempts, the reason, and a receipt that adds up to its cost", async ({
  page,
  request,
}) => {
  const { key } = await addFailingFirst(await openManagement(request), "Rescue");
  const { id, costUsd } = await ask({ key });
  await signIn(page);
  await page.goto(`/logs/${id}`);

  const attempts = page.getByRole("region", { name: "Attempts" }).getByRole("listitem");
  await expect(attempts.filter({ hasText: "rescue-failing" })).toContainText("500 upstream_error");
  await expect(attempts.filter({ hasText: "rescue-steady" })).toBeVisible();
  await expect(page.getByText("Success 200")).toBeVisible();

  const receipt = page.getByRole("table").filter({ hasText: "Total" });
  await expect(receipt.getByRole("row", { name: /^Input/ })).toBeVisible();
  await expect(receipt.getByRole("row", { name: /^Output/ })).toBeVisible();
  await expect(receipt.getByRole("row", { name: /^Total/ })).toContainText(`$${costUsd}`);
});

test("the overview counts what failing over has rescued", async ({ page, request }) => {
  const { key } = await addFailingFirst(await openManagement(request), "Count");
  await signIn(page);
  await page.goto("/overview");
  const figure = page.locator("dl > div").filter({ hasText: "Failovers rescued" }).locator("data");
  const before = Number(await figure.first().getAttribute("value"));
  await ask({ key });
  await expect(figure.first()).toHaveAttribute("value", String(before + 1));
});
