const chunkBytes = 8_192;

/** A vector as OpenAI's clients decode it: the bytes of little-endian float32 numbers. */
export function encodeFloats(vector: readonly number[]): string {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  vector.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + chunkBytes)));
  }
  return btoa(pieces.join(""));
}

/** The numbers of such a vector; `undefined` for text that is no base64 or holds no whole number of floats. */
export function decodeFloats(base64: string): readonly number[] | undefined {
  const text = decodeText(base64);
  if (text === undefined || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

function decodeText(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}
