import type { DialectId } from "../dialects/dialect.ts";

export type ModelEndpoint = { readonly name: string; readonly dialect: DialectId };

/** The endpoints that ask a model for a reply, each with its wire format. */
export const modelEndpoints: readonly ModelEndpoint[] = [
  { name: "chat/completions", dialect: "openai-chat" },
  { name: "completions", dialect: "openai-completions" },
  { name: "responses", dialect: "openai-responses" },
  { name: "messages", dialect: "anthropic-messages" },
];
