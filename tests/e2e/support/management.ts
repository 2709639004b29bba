import type { APIRequestContext } from "@playwright/test";
import { baseURL, owner } from "../../../playwright.config.ts";

/** The management API as the owner's own program would call it, to prepare what a journey is not about. */
export type Management = {
  readonly post: (path: string, body: object) => Promise<Readonly<Record<string, string>>>;
};

export async function openManagement(request: APIRequestContext): Promise<Management> {
  const login = await request.post("/api/auth/login", { data: owner, headers: { origin: baseURL } });
  const { token } = await login.json();
  return {
    async post(path, body) {
      const reply = await request.post(`/api${path}`, { data: body, headers: { authorization: `Bearer ${token}` } });
      if (!reply.ok()) throw new Error(`POST ${path}: ${reply.status()} ${await reply.text()}`);
      return reply.json();
    },
  };
}

/** Two simulators of which a router asks the failing one first, and a key behind that router. */
export async function addFailingFirst(management: Management, name: string): Promise<{ readonly key: string }> {
  const models = ["gpt-4o-mini"];
  const failing = await management.post("/providers", {
    name: `${name} failing`,
    kind: "simulator",
    models,
    headers: { "x-simulate-fault": "500", "x-simulate-latency-ms": "40" },
  });
  const steady = await management.post("/providers", {
    name: `${name} steady`,
    kind: "simulator",
    models,
    headers: { "x-simulate-latency-ms": "90" },
  });
  const router = await management.post("/routers", { name: `${name} router` });
  for (const [index, provider] of [failing, steady].entries()) {
    const rule = { priority: index + 1, models, providerId: provider["id"] };
    await management.post(`/routers/${router["id"]}/rules`, rule);
  }
  const { key = "" } = await management.post("/keys", { name: `${name} key`, routerId: router["id"] });
  return { key };
}
