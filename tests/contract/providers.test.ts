import { expect, it } from "vitest";
import { providers } from "#lib/gateway/providers/registry.ts";
import { describeProvider } from "./provider.ts";
import { providerFacts } from "./provider-facts.ts";

const chatProviders = providers.filter(({ dialects }) => dialects.length > 0);

it("every kind of the registry that has chat models has its facts here, and no other", () => {
  expect(Object.keys(providerFacts).sort()).toEqual(chatProviders.map(({ kind }) => kind).sort());
});

for (const provider of chatProviders) {
  const facts = providerFacts[provider.kind];
  if (facts) describeProvider(provider, facts);
}
