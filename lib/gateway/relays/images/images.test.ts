import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { failureOf, parsed, targetWith } from "../../../../tests/support/relays.ts";
import { chargesFor } from "../../metering/cost.ts";
import { worstCaseCost } from "../../metering/worst-case.ts";
import { images } from "./images.ts";
import { readImagesInput } from "./input.ts";

const byPicture = {
  perImageUsd: "0.04",
  imagePrices: [{ quality: "hd", size: "1024x1792", usd: "0.12" }],
};
const byToken = { inputUsdPerMtok: "5", imageInputUsdPerMtok: "10", imageOutputUsdPerMtok: "40" };

describe("a request for pictures", () => {
  it.each([
    ["no prompt", {}, ["prompt", "invalid_request"]],
    ["none wanted", { prompt: "a", n: 0 }, ["n", "out_of_range"]],
    ["too many", { prompt: "a", n: 11 }, ["n", "out_of_range"]],
    ["a size that is none", { prompt: "a", size: "big" }, ["size", "invalid_request"]],
    ["another form", { prompt: "a", response_format: "png" }, ["response_format", "invalid_request"]],
  ])("with %s is refused with the field's name", (_what, wrong, [param, code]) => {
    expect(failureOf(() => readImagesInput(parsed({ model: "m", ...wrong })))).toMatchObject({
      code,
      options: { param },
    });
  });

  it("reaches xAI without what it decides itself, and says so", () => {
    const { input } = readImagesInput(parsed({ model: "m", prompt: "a", size: "512x512", n: 2 }));
    expect(images.shapes.xai?.write(input, targetWith())).toEqual({
      body: '{"model":"real-model","prompt":"a","n":2}',
      dropped: ["size"],
    });
  });
});

describe("pictures", () => {
  const asked = { model: "m", prompt: "a cat", n: 2, quality: "hd", size: "1024x1792" };

  it("cost what their quality and size cost, each", () => {
    const target = targetWith(byPicture);
    const { usage } = read({ data: [{ url: "1" }, { url: "2" }] }, asked, byPicture);
    expect(usage).toEqual({ counts: { image: 2 }, conditions: ["image:hd/1024x1792"] });
    expect(usage && chargesFor(usage, target.price, usage.conditions).costNanoUsd).toBe(240_000_000n);
  });

  it("cost their tokens where those were counted, of text and of pictures apart", () => {
    const reply = {
      data: [{ b64_json: "AA==" }],
      quality: "high",
      size: "1024x1024",
      usage: {
        input_tokens: 60,
        input_tokens_details: { text_tokens: 50, image_tokens: 10 },
        output_tokens: 4_160,
        total_tokens: 4_220,
      },
    };
    const { usage, json } = read(reply, asked, byToken);
    expect(json).toBe(reply);
    expect(usage?.counts).toEqual({ input: 50, image_input: 10, output: 0, image_output: 4_160, image: 1 });
    expect(usage?.conditions).toEqual(["image:high/1024x1024"]);
  });

  it("without the tokens that they are paid by are estimated", () => {
    expect(read({ data: [{ url: "1" }] }, asked, byToken).usage).toBeUndefined();
    const { input } = readImagesInput(parsed({ model: "m", prompt: "a cat", quality: "low" }));
    const usage = images.estimate(input, { target: targetWith(byToken), countTokens: (text) => text.length });
    expect(usage.counts).toEqual({ input: 5, image: 1, image_output: 272 });
  });

  it("hold the dearest kind where the provider chooses it", () => {
    const target = targetWith(byPicture);
    const hold = (fields: JsonObject) => {
      const { input } = readImagesInput(parsed({ model: "m", prompt: "a", ...fields }));
      return worstCaseCost(images.bounds(input, target), target.price);
    };
    expect(hold({ n: 2 })).toBe(240_000_000n);
    expect(hold({ n: 2, quality: "standard", size: "1024x1024" })).toBe(80_000_000n);
  });

  it("paid by tokens never hold less than the documented maximum", () => {
    const target = targetWith(byToken);
    const { input } = readImagesInput(parsed({ model: "m", prompt: "a", n: 3 }));
    expect(worstCaseCost(images.bounds(input, target), target.price)).toBeGreaterThan(3n * 6_240n * 40_000n);
  });

  it("that did not come are no reply", () => {
    for (const data of [[], null])
      expect(failureOf(() => read({ data }, asked)).code).toBe("upstream_invalid_response");
  });

  function read(reply: JsonObject, request: JsonObject, prices = {}) {
    const answer = images.shapes.openai?.read(reply, readImagesInput(parsed(request)).input, targetWith(prices));
    if (!answer) throw new Error("there is no form of OpenAI");
    return answer;
  }
});
