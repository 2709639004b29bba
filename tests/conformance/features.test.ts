import { describe, expect, it } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import { GatewayError } from "#lib/gateway/errors.ts";
import { features } from "./features.ts";
import { inboundIds, outboundIds, outboundOf, translate } from "./support.ts";

const rows = features.flatMap((feature) =>
  inboundIds.flatMap((from) => {
    const asked = feature.from[from];
    return asked ? outboundIds.map((to) => ({ name: feature.name, from, to, asked, outcome: feature.to[to] })) : [];
  }),
);

describe("every feature in every pair of formats", () => {
  it.each(rows)("$name: $from to $to", ({ from, to, asked, outcome }) => {
    const before = JSON.stringify(asked);
    if (outcome.refused !== undefined) {
      expect(() => translate({ from, to }, asked)).toThrow(expect.objectContaining({ code: outcome.refused }));
      return;
    }
    if (outcome.calls !== undefined) {
      // What does not ask for several choices at once has a limit of one: the engine then makes calls of their own.
      expect(outboundOf(to).choicesMax).toBe(1);
      return;
    }
    const { body, dropped } = translate({ from, to }, asked);
    if (outcome.body) expect(body).toMatchObject(outcome.body);
    expect([...dropped].sort()).toEqual([...(outcome.dropped ?? [])].sort());
    expect(JSON.stringify(asked), "the caller's body stays as it is").toBe(before);
  });

  it.each(rows.filter(({ outcome }) => outcome.refused === undefined))(
    "$name: $from to $to twice is the same",
    ({ from, to, asked }) => {
      expect(translate({ from, to }, asked)).toEqual(translate({ from, to }, asked));
    },
  );

  it("names what it refuses", () => {
    const audio = features.find(({ name }) => name === "audio")?.from["openai-chat"];
    try {
      translate({ from: "openai-chat", to: "anthropic-messages" }, isJsonObject(audio) ? audio : {});
      expect.fail("audio was accepted");
    } catch (error) {
      expect(error).toBeInstanceOf(GatewayError);
      expect(error).toMatchObject({ message: expect.stringContaining("audio"), options: { param: "messages" } });
    }
  });
});
