import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { navigation } from "#components/shell/navigation.ts";
import { baseURL } from "../../playwright.config.ts";
import { ask } from "./support/ask.ts";
import { addFailingFirst, openManagement } from "./support/management.ts";
import { signIn } from "./support/sign-in.ts";

const themes = ["light", "dark"] as const;
const widths = [1440, 390] as const;
const signedIn = navigation.flatMap((group) => group.entries).map(({ href }) => href);
const open = ["/sign-in", "/setup"];

let session: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let request: string;

test.beforeAll(async ({ browser, playwright }) => {
  const api = await playwright.request.newContext({ baseURL });
  const { key } = await addFailingFirst(await openManagement(api), "Access");
  await api.dispose();
  ({ id: request } = await ask({ key }));
  const context = await browser.newContext({ baseURL });
  await signIn(await context.newPage());
  session = await context.storageState();
  await context.close();
});

for (const theme of themes) {
  for (const width of widths) {
    test.describe(`in the ${theme} theme, ${width} px wide,`, () => {
      test("the pages before signing in can be used by everybody", async ({ browser }) => {
        const page = await openPage(browser, { theme, width });
        for (const path of open) await test.step(path, () => check(page, path));
      });

      test("the pages of the dashboard can be used by everybody", async ({ browser }) => {
        test.setTimeout(240_000);
        const page = await openPage(browser, { theme, width, storageState: session });
        for (const path of [...signedIn, `/logs/${request}`]) await test.step(path, () => check(page, path));
      });

      test("one request over the list can be used by everybody", async ({ browser }) => {
        const page = await openPage(browser, { theme, width, storageState: session });
        await page.goto("/logs");
        await page.getByRole("table", { name: "Requests" }).getByRole("link").first().click();
        await expect(page.getByRole("dialog").getByRole("region", { name: "Attempts" })).toBeVisible();
        await expectNoFindings(page);
      });
    });
  }
}

type Look = {
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly storageState?: typeof session;
};

async function openPage(browser: Browser, { theme, width, ...options }: Look): Promise<Page> {
  const viewport = { width, height: width < 768 ? 844 : 900 };
  const context = await browser.newContext({
    ...options,
    baseURL,
    viewport,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  return context.newPage();
}

async function check(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expectNoFindings(page);
}

/** Every finding of axe's rules for WCAG 2.2 AA, named with the elements it is about. */
async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const findings = violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    at: nodes.map(({ target }) => target.join(" ")),
  }));
  expect(findings).toEqual([]);
}
