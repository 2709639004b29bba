import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/sign-in.ts";

/** With a provider that answers without a key, connected through the API: its own page is another test's matter. */
async function openRouters(page: Page) {
  await signIn(page);
  const name = `Simulator ${Date.now()}`;
  // Writes by cookie are only taken from the dashboard's own origin.
  const headers = { origin: new URL(page.url()).origin };
  const connected = await page.request.post("/api/providers", { headers, data: { name, kind: "simulator" } });
  expect(connected.status()).toBe(201);
  await page.goto("/routers");
  return name;
}

async function addRule(page: Page, model: string, provider: string) {
  await page.getByRole("button", { name: "Add rule" }).click();
  const form = page.getByRole("dialog", { name: "Add a rule" });
  await form.getByLabel("Models").fill(model);
  await form.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: provider }).click();
  await form.getByRole("button", { name: "Add rule" }).click();
  await expect(form).toBeHidden();
}

async function expectOrder(page: Page, models: readonly string[]) {
  const rules = page.getByRole("list", { name: "Rules, the first tried on top" });
  await expect(rules.getByRole("list", { name: "Models" })).toHaveText([...models]);
}

/** Waits until the server holds the new place, then reads the page anew. */
async function afterReload(page: Page, move: () => Promise<void>) {
  const saved = page.waitForResponse((response) => response.request().method() === "PUT" && response.ok());
  await move();
  await saved;
  await page.reload();
}

test("rules of a new router are reordered by mouse and by keyboard, and stay so", async ({ page }) => {
  const provider = await openRouters(page);
  await page.getByRole("button", { name: "Create router" }).click();
  const form = page.getByRole("dialog", { name: "Create a router" });
  await form.getByLabel("Name").fill(`Production ${Date.now()}`);
  await form.getByRole("button", { name: "Create router" }).click();
  await expect(page.getByText("No rules yet")).toBeVisible();

  await addRule(page, "gpt-4o-mini", provider);
  await addRule(page, "claude-*", provider);
  await expectOrder(page, ["gpt-4o-mini", "claude-*"]);

  await afterReload(page, async () => {
    await page.getByRole("button", { name: "Move claude-*" }).hover();
    await page.mouse.down();
    const target = await page.getByRole("button", { name: "Move gpt-4o-mini" }).boundingBox();
    await page.mouse.move(target?.x ?? 0, target?.y ?? 0, { steps: 8 });
    await page.mouse.up();
    await expectOrder(page, ["claude-*", "gpt-4o-mini"]);
  });
  await expectOrder(page, ["claude-*", "gpt-4o-mini"]);

  await afterReload(page, async () => {
    const handle = page.getByRole("button", { name: "Move claude-*" });
    await handle.focus();
    for (const key of ["Space", "ArrowDown", "Space"]) await handle.press(key);
    await expectOrder(page, ["gpt-4o-mini", "claude-*"]);
    await expect(handle).toBeFocused();
  });
  await expectOrder(page, ["gpt-4o-mini", "claude-*"]);

  await page.getByRole("button", { name: "Explain" }).click();
  const tried = page.getByRole("list", { name: "Tried in this order" }).getByRole("listitem");
  await expect(tried.first()).toContainText("/gpt-4o-mini");
  await page.getByLabel("Model", { exact: true }).fill("no-such-model");
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByText("Nothing would serve this request now.")).toBeVisible();
});
