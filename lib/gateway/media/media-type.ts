/** How files of these types begin. WebP has its name behind the size of its container. */
const beginnings: readonly (readonly [mediaType: string, at: number, bytes: readonly number[]])[] = [
  ["image/png", 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", 0, [0xff, 0xd8, 0xff]],
  ["image/gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", 8, [0x57, 0x45, 0x42, 0x50]],
  ["application/pdf", 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** Types whose files begin in too many ways: there the server's word counts. */
const believed = /^(?:text\/plain|image\/hei[cf]|audio\/(?:mpeg|mp3|wav|x-wav|wave|ogg|flac|aac|mp4|webm))$/;

/** What a file is: by its own first bytes, whatever its server says; `undefined` for what no model reads. */
export function mediaTypeOf(bytes: Uint8Array, declared: string): string | undefined {
  for (const [mediaType, at, expected] of beginnings) {
    if (expected.every((byte, index) => bytes[at + index] === byte)) return mediaType;
  }
  return bytes.length > 0 && believed.test(declared) ? declared : undefined;
}
