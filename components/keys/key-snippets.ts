import type { Snippet } from "#components/ui/snippets.tsx";

type SnippetFacts = { readonly gatewayUrl: string; readonly key: string; readonly model: string };

/** A first request that works as it stands. */
export function keySnippets({ gatewayUrl, key, model }: SnippetFacts): readonly Snippet[] {
  return [
    { id: "curl", label: "curl", code: curl({ gatewayUrl, key, model }) },
    { id: "python", label: "Python", code: python({ gatewayUrl, key, model }) },
    { id: "typescript", label: "TypeScript", code: typescript({ gatewayUrl, key, model }) },
  ];
}

function curl({ gatewayUrl, key, model }: SnippetFacts): string {
  return `curl ${gatewayUrl}/chat/completions \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "messages": [{"role": "user", "content": "Hello"}]
  }'`;
}

function python({ gatewayUrl, key, model }: SnippetFacts): string {
  return `# pip install openai
from openai import OpenAI

client = OpenAI(
    base_url="${gatewayUrl}",
    api_key="${key}",
)
reply = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(reply.choices[0].message.content)`;
}

function typescript({ gatewayUrl, key, model }: SnippetFacts): string {
  return `// npm install openai
import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "${gatewayUrl}",
  apiKey: "${key}",
});
const reply = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(reply.choices[0].message.content);`;
}
