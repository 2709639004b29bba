import { expect, it } from "vitest";
import { providers } from "#lib/gateway/providers/registry.ts";
import { describeProvider } from "./provider.ts";
import { providerFacts } from "./provider-facts.ts";

it("every kind of the registry has its facts here, and no other", () => {
  expect(Object.keys(providerFacts).sort()).toEqual(providers.map(({ kind }) => kind).sort());
});

for (const provider of providers) {
  const facts = providerFacts[provider.kind];
  if (facts) describeProvider(provider, facts);
}
