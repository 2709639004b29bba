import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Secret } from "#lib/core/secret.ts";

/** Seals short-lived texts for a store that is not ours. */
export type TextSealer = {
  /** `place` has to be the same when it is opened: a text moved elsewhere is no longer one. */
  readonly seal: (text: string, place: string) => string;
  /** `undefined` for what was not sealed here, or for another place. */
  readonly open: (sealed: string, place: string) => string | undefined;
};

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key of its own for each purpose, which follows from the process's secret. */
export function textSealer(secret: Secret, purpose: string): TextSealer {
  const key = Buffer.from(hkdfSync("sha256", secret.reveal(), "", purpose, 32));
  return {
    seal(text, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < nonceBytes + tagBytes) return undefined;
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
        return text.toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
