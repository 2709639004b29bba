"use client";

import { CodeBlock } from "./code-block.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs.tsx";

export type Snippet = { readonly id: string; readonly label: string; readonly code: string };

/** The same thing in several languages. */
export function Snippets({ snippets }: { readonly snippets: readonly Snippet[] }) {
  const [first] = snippets;
  if (!first) return null;
  return (
    <Tabs defaultValue={first.id}>
      <TabsList aria-label="Language">
        {snippets.map(({ id, label }) => (
          <TabsTrigger key={id} value={id}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      {snippets.map(({ id, label, code }) => (
        <TabsContent key={id} value={id} className="pt-3">
          <CodeBlock code={code} label={`${label} snippet`} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
