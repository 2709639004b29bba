import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, type Page, test } from "@playwright/test";
import OpenAI from "openai";
import { freePort } from "./support/free-port.ts";

/** A fresh installation of its own: claimed with the printed code, used, and looked at, all in one browser. */
test.describe
  .serial("from the first start to the first request", () => {
    let server: ChildProcess;
    let url: string;
    let code: string;
    let folder: string;
    let page: Page;
    let key: string;

    test.beforeAll(async ({ browser }) => {
      folder = await mkdtemp(join(tmpdir(), "gateway-first-run-"));
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      server = spawn(process.execPath, ["server.ts"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...withoutAdmin(), NODE_ENV: "production", PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "error" },
      });
      code = await printedCode(server);
      page = await browser.newPage({ baseURL: url });
    });
    test.afterAll(async () => {
      server.kill("SIGTERM");
      await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
    });

    test("the printed code claims the installation and signs in", async () => {
      await page.goto("/");
      await expect(page).toHaveURL(/\/setup$/);
      await page.getByLabel("One-time code").fill(code);
      await page.getByLabel("Your name").fill("Ada Lovelace");
      await page.getByLabel("E-mail").fill("ada@example.com");
      await page.getByLabel("Password").fill("correct horse battery");
      await page.getByLabel("Organization").fill("Analytical Engines");
      await page.getByRole("button", { name: "Set up" }).click();
      await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
      await expect(page.getByText("Connect a provider")).toBeVisible();
    });

    test("a provider is added by picking it", async () => {
      await page.goto("/providers");
      await addSimulator(page, "Steady");
      await expect(page.getByText("Steady").first()).toBeVisible();
    });

    test("a key is made and shown once", async () => {
      await page.goto("/keys");
      await page.getByRole("button", { name: "Create key" }).first().click();
      const sheet = page.getByRole("dialog");
      await sheet.getByLabel("Name", { exact: true }).fill("Application");
      await sheet.getByRole("button", { name: "Create key" }).click();
      await expect(sheet.getByText(/gw_[0-9A-Za-z]{46}/).first()).toBeVisible();
      key = /gw_[0-9A-Za-z]{46}/.exec((await sheet.textContent()) ?? "")?.[0] ?? "";
      expect(key).not.toBe("");
      await sheet.getByRole("button", { name: "Done" }).click();
      await page.reload();
      await expect(page.getByText("Application").first()).toBeVisible();
      expect(await page.content()).not.toContain(key);
    });

    test("a request of the openai client shows on the overview and in the logs without a reload", async () => {
      await page.goto("/overview");
      await expect(page.getByText("No requests yet")).toBeVisible();
      const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
      const { data, response } = await client.chat.completions
        .create({ model: "gpt-4o-mini", messages: [{ role: "user", content: "Hello" }] })
        .withResponse();
      expect(data.choices[0]?.message.content).toContain("simulated answer");
      await expect(page.getByText("No requests yet")).toBeHidden({ timeout: 20_000 });

      await page.goto("/logs");
      await expect(page.getByText("gpt-4o-mini").first()).toBeVisible();
      await page.goto(`/logs/${response.headers.get("x-request-id")}`);
      const cost = response.headers.get("x-gateway-cost-usd") ?? "";
      await expect(page.getByText(cost.slice(0, 8)).first()).toBeVisible();
      await expect(page.getByText(/Steady|steady/).first()).toBeVisible();
    });

    test("guessing passwords is stopped with 429 and the time to wait", async () => {
      const guess = () =>
        fetch(`${url}/api/auth/login`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: url },
          body: JSON.stringify({ email: "somebody@example.com", password: "a wrong password" }),
        });
      const codes: unknown[] = [];
      let reply = await guess();
      for (let tries = 1; tries < 15 && reply.status === 401; tries++) {
        codes.push((await reply.json()).error.code);
        reply = await guess();
      }
      expect(new Set(codes)).toEqual(new Set(["invalid_credentials"]));
      expect(reply.status).toBe(429);
      expect((await reply.json()).error.code).toBe("too_many_auth_failures");
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    });

    test("an address that is none is answered in the form of all failures", async () => {
      const reply = await fetch(`${url}/api/nope`);
      expect([reply.status, (await reply.json()).error.code]).toEqual([404, "not_found"]);
    });
  });

async function addSimulator(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add provider" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Search for a provider").fill("Simulator");
  await sheet.getByRole("button", { name: /Simulator/ }).click();
  await sheet.getByLabel("Name", { exact: true }).fill(name);
  await sheet.getByRole("button", { name: "Connect", exact: true }).click();
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Reads on afterwards, so that the server never writes into a closed pipe. */
function printedCode(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout?.on("data", (chunk) => {
      text += chunk;
      const found = /one-time code (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    server.once("exit", () => reject(new Error(`The server printed no code:\n${text}`)));
  });
}

function withoutAdmin(): NodeJS.ProcessEnv {
  const { ADMIN_EMAIL: _email, ADMIN_PASSWORD: _password, ...rest } = process.env;
  return rest;
}
