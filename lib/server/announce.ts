import { type Preparation, prepareFirstOwner } from "#lib/management/installation/prepare-first-owner.ts";
import type { Container } from "./container.ts";

/** The last lines of a start: where the dashboard is, how to get in the first time, and a call that works. */
export async function announce({ env, db, management }: Container): Promise<void> {
  const url = management.baseUrl;
  const lines = ["", `  Dashboard   ${url}`];
  if (env.server.role === "proxy") lines[1] = `  Gateway     ${url}/v1`;
  else
    lines.push(
      ...signInLines(url, await prepareFirstOwner({ db: db.prisma, services: management }, env.accounts.firstOwner)),
    );
  lines.push(
    "",
    `  Check       curl ${url}/${env.server.role === "proxy" ? "healthz" : "api/health"}`,
    `  Use         curl ${url}/v1/chat/completions -H "Authorization: Bearer $GATEWAY_KEY" -H "Content-Type: application/json" \\`,
    `                -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}'`,
    "",
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

function signInLines(url: string, preparation: Preparation): readonly string[] {
  switch (preparation.kind) {
    case "ready":
      return [];
    case "admin":
      return [`  Sign in     as ${preparation.email}, with ADMIN_PASSWORD`];
    case "setup":
      return [`  First time  open ${url}/setup and enter the one-time code ${preparation.code}`];
  }
}
