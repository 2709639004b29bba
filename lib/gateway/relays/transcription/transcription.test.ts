import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { targetWith } from "../../../../tests/support/relays.ts";
import type { GatewayRequest } from "../../http.ts";
import { groq } from "../../providers/groq.ts";
import type { RelayTarget } from "../relay.ts";
import { readAudioFacts } from "./audio-seconds.ts";
import { readTranscriptionInput } from "./input.ts";
import { lastTimestamp } from "./last-timestamp.ts";
import { transcriptions } from "./transcription.ts";

const bySecond = targetWith({ perSecondUsd: "0.0001" });
const byToken = targetWith({ inputUsdPerMtok: "2.5", outputUsdPerMtok: "10", audioInputUsdPerMtok: "6" });
const countTokens = (text: string) => text.length;

describe("how long sound is", () => {
  it("stands in the head of WAV, FLAC and MP3", () => {
    expect(readAudioFacts(wavHead(32_000), 320_044)).toMatchObject({ bytesPerSecondMin: 32_000 });
    expect(readAudioFacts(wavHead(32_000), 320_000).seconds).toBe(10);
    const flac = new Uint8Array(42);
    flac.set(new TextEncoder().encode("fLaC"));
    flac.set([0x0a, 0xc4, 0x42, 0xf0, 0x00, 0x06, 0xba, 0xa8], 18);
    expect(readAudioFacts(flac, 1_000).seconds).toBe(10);
    expect(readAudioFacts(Uint8Array.of(0xff, 0xfb, 0x90, 0x00), 160_000)).toEqual({
      seconds: 10,
      bytesPerSecondMin: 1_000,
    });
  });

  it("is bounded by the bytes of anything else", () => {
    expect(readAudioFacts(new TextEncoder().encode("OggS and more"), 1_000)).toEqual({ bytesPerSecondMin: 500 });
    expect(readAudioFacts(new Uint8Array(0), 0)).toEqual({ bytesPerSecondMin: 500 });
  });

  it("stands at the end of subtitles", () => {
    expect(lastTimestamp("1\n00:00:00,000 --> 00:00:02,500\nHi\n\n2\n00:01:02,500 --> 01:01:03,250\nyou")).toBe(
      3_663.25,
    );
    expect(lastTimestamp("WEBVTT\n\n00:00.000 --> 00:07.100\nHi")).toBe(7.1);
    expect(lastTimestamp("nothing --> here")).toBeUndefined();
  });
});

describe("a transcript", () => {
  it.each<[string, RelayTarget, [JsonObject, object | undefined]]>([
    ["by its seconds", bySecond, [{ usage: { type: "duration", seconds: 9.2 } }, { second: 10 }]],
    ["by the length of the sound", bySecond, [{ duration: "8.470000267028809" }, { second: 9 }]],
    ["by at least ten seconds at Groq", { ...bySecond, provider: groq }, [{ duration: 2.5 }, { second: 10 }]],
    [
      "by its tokens, sound and text apart",
      byToken,
      [
        {
          usage: {
            type: "tokens",
            input_tokens: 14,
            input_token_details: { text_tokens: 4, audio_tokens: 10 },
            output_tokens: 45,
          },
        },
        { input: 4, audio_input: 10, output: 45 },
      ],
    ],
    ["by our own count, where tokens are paid and seconds reported", byToken, [{ duration: 8 }, undefined]],
    ["by our own count, where nothing is reported", bySecond, [{}, undefined]],
  ])("is paid %s", async (_what, target, [fields, counts]) => {
    const input = await inputOf(wavHead(32_000));
    const read = transcriptions.shapes.openai?.read({ text: "hello", ...fields }, input, target);
    expect(read?.usage?.counts).toEqual(counts);
  });

  it("is estimated by its subtitles, else by its file", async () => {
    const wav = await inputOf(wavHead(100));
    const other = await inputOf(new Uint8Array(8_000));
    const estimate = (input: typeof wav, target: RelayTarget, text: string) =>
      transcriptions.estimate(input, { target, countTokens, text }).counts;
    expect(estimate(other, bySecond, "1\n00:00:00,000 --> 00:00:30,000\nHi")).toEqual({ second: 30 });
    expect(estimate(other, bySecond, "Hi").second).toBeGreaterThanOrEqual(2);
    expect(estimate(other, byToken, "Hi")).toMatchObject({ output: 2 });
  });

  it("holds for as many seconds as its bytes can hold", async () => {
    const input = await inputOf(new Uint8Array(50_000));
    expect(transcriptions.bounds(input, bySecond).units?.second).toBeGreaterThanOrEqual(100);
    expect(transcriptions.bounds(input, bySecond).units?.second).toBeLessThan(110);
  });
});

function wavHead(bytesPerSecond: number): Uint8Array {
  const head = new Uint8Array(44);
  head.set(new TextEncoder().encode("RIFF????WAVEfmt "));
  new DataView(head.buffer).setUint32(28, bytesPerSecond, true);
  return head;
}

async function inputOf(sound: Uint8Array) {
  const data = new FormData();
  data.append("model", "m");
  data.append("file", new Blob([sound.slice()]), "a.bin");
  const sent = new Response(data);
  const body = new Uint8Array(await sent.clone().arrayBuffer());
  const request: GatewayRequest = {
    id: "req_1",
    method: "POST",
    path: "audio/transcriptions",
    headers: { "content-type": sent.headers.get("content-type") ?? "", "content-length": String(body.length) },
    ip: "203.0.113.7",
    body,
    signal: new AbortController().signal,
    arrivedMs: 0,
  };
  return (await readTranscriptionInput(request)).input;
}
