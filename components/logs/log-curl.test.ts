import { expect, it } from "vitest";
import { logCurl } from "./log-curl.ts";

it("asks the same endpoint for the same model, with the text left to the reader", () => {
  const request = { endpoint: "chat/completions", requestedModel: "gpt-4o-mini", stream: true };
  expect(logCurl(request, "http://gateway.test")).toBe(
    [
      "curl http://gateway.test/v1/chat/completions \\",
      '  -H "Authorization: Bearer $GATEWAY_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"…"}],"stream":true}'`,
    ].join("\n"),
  );
});

it("lets no model's name out of its quotes", () => {
  const command = logCurl({ endpoint: "responses", requestedModel: "x'; rm -rf ~ #", stream: false }, "http://g");
  expect(command).toContain(`"model":"x'\\''; rm -rf ~ #"`);
});
