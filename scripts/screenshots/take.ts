import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { browserArguments, findBrowser } from "../../tests/support/browser.ts";
import type { Account } from "./fill.ts";

export type Shot = { readonly name: string; readonly path: string };

type TakeOptions = {
  readonly url: string;
  readonly folder: string;
  readonly account: Account;
  /** Pages for people who are signed in. */
  readonly shots: readonly Shot[];
};

const themes = ["light", "dark"] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Photographs pages in both themes at both widths; answers what went wrong on them. */
export async function takeScreenshots({ url, folder, account, shots }: TakeOptions): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const complaints: string[] = [];
  try {
    const storageState = await signIn(browser, url, account);
    for (const theme of themes) {
      for (const viewport of sizes) {
        const context = await browser.newContext({
          baseURL: url,
          viewport,
          colorScheme: theme,
          storageState,
          ...still,
        });
        for (const shot of shots) {
          const path = join(folder, `${shot.name}-${theme}-${viewport.width}.png`);
          complaints.push(...(await photograph(context, shot, path)));
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return complaints;
}

const still = { reducedMotion: "reduce", timezoneId: "UTC", locale: "en-US" } as const;

async function signIn(browser: Browser, url: string, { email, password }: Account) {
  const context = await browser.newContext({ baseURL: url, ...still });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview");
  const state = await context.storageState();
  await context.close();
  return state;
}

async function photograph(context: BrowserContext, { name, path: address }: Shot, path: string) {
  const page = await context.newPage();
  const complaints = listen(page, name);
  const reply = await page.goto(address, { waitUntil: "networkidle" });
  if (reply && !reply.ok()) complaints.push(`${name}: the page answered ${reply.status()}.`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: "disabled" });
  await page.close();
  return complaints;
}

function listen(page: Page, name: string): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${name}: ${message.text()}`);
  });
  return complaints;
}
