import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { baseURL } from "../../playwright.config.ts";
import { ask } from "./support/ask.ts";
import { addFailingFirst, openManagement } from "./support/management.ts";
import { signIn } from "./support/sign-in.ts";

test.describe
  .serial("the log", () => {
    let page: Page;
    let key: string;
    let id: string;

    test.beforeAll(async ({ browser, playwright }) => {
      const request = await playwright.request.newContext({ baseURL });
      ({ key } = await addFailingFirst(await openManagement(request), "Log"));
      await request.dispose();
      ({ id } = await ask({ key, metadata: '{"team":"e2e"}' }));
      page = await browser.newPage({ baseURL });
      await signIn(page);
    });
    test.afterAll(() => page.close());

    test("a request that ends while the log is open comes in on top", async () => {
      await page.getByRole("link", { name: "Logs" }).first().click();
      await expect(page.getByRole("table", { name: "Requests" })).toBeVisible();
      const newest = await ask({ key });
      const first = page.getByRole("table", { name: "Requests" }).getByRole("row").nth(1);
      await expect(first.getByRole("link")).toHaveAttribute("href", `/logs/${newest.id}`);
    });

    test("filters stand in the address and survive a reload and the way back", async () => {
      await page.goto("/logs");
      await chooseFilter(page, "Metadata", "team:e2e");
      await expect(page).toHaveURL(/metadata=team%3Ae2e/);
      await expect(rows(page)).toHaveCount(1);
      await page.reload();
      await expect(page.getByText("Metadata has")).toBeVisible();
      await expect(rows(page)).toHaveCount(1);

      await page.getByRole("button", { name: /Remove the filter "Metadata/ }).click();
      await expect(page).not.toHaveURL(/metadata/);
      await page.goBack();
      await expect(page).toHaveURL(/metadata=team%3Ae2e/);
      await expect(rows(page)).toHaveCount(1);
    });

    test("a row opens over the list, its address is a page of its own, and closing leaves the list as it was", async () => {
      await page.goto("/logs?metadata=team%3Ae2e");
      await rows(page).first().click();
      const drawer = page.getByRole("dialog");
      await expect(page).toHaveURL(new RegExp(`/logs/${id}$`));
      await expect(drawer.getByRole("region", { name: "Attempts" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(drawer).toBeHidden();
      await expect(page).toHaveURL(/\/logs\?metadata=team%3Ae2e$/);

      await page.goForward();
      await page.reload();
      await expect(page.getByRole("dialog")).toBeHidden();
      await expect(page.getByRole("heading", { name: "gpt-4o-mini" })).toBeVisible();
    });

    test("what is filtered can be taken along as CSV and as JSON lines", async () => {
      await page.goto("/logs?metadata=team%3Ae2e");
      for (const [name, extension] of [
        ["CSV", "csv"],
        ["JSON lines", "jsonl"],
      ] as const) {
        await page.getByRole("button", { name: "Export" }).click();
        const downloading = page.waitForEvent("download");
        await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
        const download = await downloading;
        // The next opening must not meet this closing.
        await expect(page.getByRole("menu")).toBeHidden();
        expect(download.suggestedFilename()).toContain(extension);
        const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
        expect(lines.at(-1)).toContain(id);
        expect(lines).toHaveLength(extension === "csv" ? 2 : 1);
      }
    });

    test("a filter that says nothing is refused in words, with a way out", async () => {
      await page.goto("/logs?minCostUsd=much");
      await expect(page.getByText("The log could not be read")).toBeVisible();
      await page.getByRole("button", { name: "Remove all filters" }).click();
      await expect(rows(page).first()).toBeVisible();
    });

    test("a request that does not exist says so", async () => {
      await page.goto("/logs/req_00000000000000000000000000");
      await expect(page.getByText("There is no such request")).toBeVisible();
    });
  });

function rows(page: Page) {
  return page.getByRole("table", { name: "Requests" }).locator("tbody tr");
}

async function chooseFilter(page: Page, subject: string, value: string): Promise<void> {
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("option", { name: subject }).click();
  await page.keyboard.type(value);
  await page.getByRole("option", { name: `Use “${value}”` }).click();
}
