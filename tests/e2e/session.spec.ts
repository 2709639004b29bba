import { expect, test } from "@playwright/test";
import { baseURL, owner } from "../../playwright.config.ts";
import { signIn } from "./support/sign-in.ts";

test("a visit without a session leads to the sign-in page and from there to the page that was meant", async ({
  page,
}) => {
  await page.goto("/logs?status=error");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/logs\?status=error$/);
  await expect(page.getByRole("heading", { name: "Logs" })).toBeVisible();
});

test("signing in never leads away from the dashboard", async ({ page }) => {
  await page.goto("/sign-in?callbackUrl=https://evil.example/overview");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${baseURL}/overview`);
});

test("a wrong password is told in words, and the address stays in its field", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(owner.email);
});

test("signing out ends the session on the server, not only in the browser", async ({ page, context }) => {
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const cookies = await context.cookies();
  await page.getByRole("complementary").getByRole("button", { name: "owner", exact: true }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  await context.addCookies(cookies);
  await page.goto("/overview");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an installation with an owner cannot be set up again", async ({ page }) => {
  await page.goto("/setup");
  await expect(page.getByRole("heading", { name: "Already set up" })).toBeVisible();
  await page.getByRole("link", { name: "Go to sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});
