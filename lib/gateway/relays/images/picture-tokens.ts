import type { ImagesInput } from "./input.ts";

/** What OpenAI's documentation counts for a square of 1024 pixels, by quality; others grow with the pixels. */
const tokensOfSquare: Readonly<Record<string, number>> = { low: 272, medium: 1_056, high: 4_160 };
const squarePixels = 1_024 * 1_024;
const dearestTokens = 4_160;
/** The largest size that a provider chooses unasked. */
const largestDefault = 1_024 * 1_536;
const tokensPerPartialImage = 100;

/** About what a picture of this quality and size takes, where nobody counted. */
export function imageTokens({ quality, size, partialImages }: ImagesInput): number {
  const ofSquare = tokensOfSquare[quality ?? "medium"] ?? dearestTokens;
  return (
    Math.ceil((ofSquare * (pixelsOf(size) ?? squarePixels)) / squarePixels) + tokensPerPartialImage * partialImages
  );
}

/** Twice the documented maximum for the size, since newer models have other tables. */
export function imageTokensBound({ size, partialImages }: ImagesInput): number {
  const pixels = Math.max(squarePixels, pixelsOf(size) ?? largestDefault);
  return Math.ceil((2 * dearestTokens * pixels) / squarePixels) + 2 * tokensPerPartialImage * partialImages;
}

function pixelsOf(size: string | undefined): number | undefined {
  const [width, height] = size?.split("x").map(Number) ?? [];
  return width === undefined || height === undefined ? undefined : width * height;
}
