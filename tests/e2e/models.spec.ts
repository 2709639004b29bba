import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/sign-in.ts";

const search = (page: Page) => page.getByRole("textbox", { name: "Search models" });
const rowOf = (page: Page, id: string) => page.getByRole("row").filter({ hasText: id });

test("a search and filters over all models survive a reload and the back button", async ({ page }) => {
  await signIn(page);
  await page.goto("/models");
  await expect(page.getByRole("status").filter({ hasText: /^\d,\d{3} models$/ })).toBeVisible();

  await search(page).fill("mistral large");
  await expect(page).toHaveURL(/search=mistral\+large/);
  await page.getByRole("button", { name: "Tools", exact: true }).click();
  await expect(page).toHaveURL(/tools=true/);
  const narrowed = (await page.getByRole("status").filter({ hasText: " of " }).textContent()) ?? "";

  await page.reload();
  await expect(search(page)).toHaveValue("mistral large");
  await expect(page.getByRole("button", { name: "Tools", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(narrowed, { exact: true })).toBeVisible();
  await expect(rowOf(page, "mistral-large-latest").first()).toBeVisible();

  await page.getByRole("link", { name: "Overview" }).first().click();
  await expect(page).toHaveURL(/\/overview/);
  await page.goBack();
  await expect(search(page)).toHaveValue("mistral large");
  await expect(page.getByText(narrowed, { exact: true })).toBeVisible();

  await page.goBack();
  await expect(page).not.toHaveURL(/tools=true/);
  await expect(page.getByRole("button", { name: "Tools", exact: true })).toHaveAttribute("aria-pressed", "false");
});

test("a search that finds nothing offers the way back to all models", async ({ page }) => {
  await signIn(page);
  await page.goto("/models?search=no-such-model&free=true");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/models$/);
  await expect(rowOf(page, "gpt-4o-mini").first()).toBeAttached();
});
