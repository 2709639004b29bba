import OpenAI from "openai";
import { baseURL } from "../../../playwright.config.ts";

type Question = { readonly key: string; readonly metadata?: string };

/** One completion through the gateway by the official client; answers the request's id and its cost. */
export async function ask({ key, metadata }: Question): Promise<{ readonly id: string; readonly costUsd: string }> {
  const client = new OpenAI({ apiKey: key, baseURL: `${baseURL}/v1`, maxRetries: 0 });
  const { response } = await client.chat.completions
    .create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hello" }] },
      { headers: metadata === undefined ? {} : { "x-gateway-metadata": metadata } },
    )
    .withResponse();
  return {
    id: response.headers.get("x-request-id") ?? "",
    costUsd: response.headers.get("x-gateway-cost-usd") ?? "",
  };
}
