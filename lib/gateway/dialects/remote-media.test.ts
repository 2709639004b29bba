import { expect, it } from "vitest";
import { readBody } from "../../../tests/conformance/support.ts";
import { inlineMedia, listRemoteMedia } from "./remote-media.ts";

const image = (url: string) => ({ type: "image_url", image_url: { url } });
const request = readBody("openai-chat", {
  messages: [
    {
      role: "user",
      content: [image("https://a/1.png"), image("data:image/png;base64,iVBORw0KGgo="), image("https://a/1.png")],
    },
    { role: "assistant", tool_calls: [{ id: "c", type: "function", function: { name: "f" } }] },
    { role: "tool", tool_call_id: "c", content: [image("https://a/2.png")] },
  ],
});

it("finds every address once, also in results of tools, and puts the bytes in their place", () => {
  expect(listRemoteMedia(request)).toEqual(["https://a/1.png", "https://a/2.png"]);
  const fetched = new Map([["https://a/2.png", { mediaType: "image/png", data: "BB==" }]]);
  const inlined = inlineMedia(request, fetched);
  expect(listRemoteMedia(inlined)).toEqual(["https://a/1.png"]);
  expect(inlined.messages[2]).toMatchObject({ parts: [{ parts: [{ source: { kind: "base64", data: "BB==" } }] }] });
  expect(listRemoteMedia(request)).toHaveLength(2);
});
