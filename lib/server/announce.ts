import { prepareFirstOwner } from "#lib/management/installation/prepare-first-owner.ts";
import type { Container } from "./container.ts";

/** The last lines of a start: where the dashboard is, how to get in the first time, and a call that works. */
export async function announce(container: Container): Promise<void> {
  const { env, management } = container;
  const url = management.baseUrl;
  const lines = ["", `  Dashboard   ${url}`];
  if (env.server.role === "proxy") lines[1] = `  Gateway     ${url}/v1`;
  else lines.push(...(await signInLines(container)));
  lines.push(
    "",
    `  Check       curl ${url}/${env.server.role === "proxy" ? "healthz" : "api/health"}`,
    `  Use         curl ${url}/v1/chat/completions -H "Authorization: Bearer $GATEWAY_KEY" -H "Content-Type: application/json" \\`,
    `                -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}'`,
    "",
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** How to get in the first time; makes the first owner of `ADMIN_EMAIL` where nobody exists yet. */
export async function signInLines({ env, db, management }: Container): Promise<readonly string[]> {
  const preparation = await prepareFirstOwner({ db: db.prisma, services: management }, env.accounts.firstOwner);
  switch (preparation.kind) {
    case "ready":
      return [];
    case "admin":
      return [`  Sign in     as ${preparation.email}, with ADMIN_PASSWORD`];
    case "setup":
      return [`  First time  open ${management.baseUrl}/setup and enter the one-time code ${preparation.code}`];
  }
}
