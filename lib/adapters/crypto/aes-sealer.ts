import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Secret } from "#lib/core/secret.ts";

/** What a sealed secret belongs to. It opens for exactly this and for nothing else. */
export type SealBinding = {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly credentialId: string;
  readonly kind: string;
  /** Of the base URL: a changed address cannot use an old key. */
  readonly origin: string;
  readonly field: string;
};

export type Sealer = {
  /** A fresh data key for an organization, wrapped by the first encryption key. */
  readonly newDataKey: (organizationId: string) => string;
  /** The same data key under the first encryption key; `undefined` where it already is. */
  readonly rewrapDataKey: (organizationId: string, wrappedDataKey: string) => string | undefined;
  readonly seal: (wrappedDataKey: string, secret: Secret, binding: SealBinding) => string;
  /** Throws `UnreadableSecretError` for whatever was not sealed for this binding; there is no fallback. */
  readonly open: (wrappedDataKey: string, sealed: string, binding: SealBinding) => Secret;
};

export class UnreadableSecretError extends Error {
  override readonly name = "UnreadableSecretError";
}

type EncryptionKey = { readonly id: string; readonly base64: Secret };
type DataKey = { readonly id: string; readonly bytes: Buffer };

const algorithm = "aes-256-gcm";
const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/**
 * Two layers: ENCRYPTION_KEYS wrap one data key an organization, which seals its secrets. So turning the outer key
 * rewrites one line an organization, and one organization's data key says nothing about another's secrets.
 */
export function aesSealer(keys: readonly [EncryptionKey, ...EncryptionKey[]]): Sealer {
  const [first] = keys;
  const byId = new Map(keys.map((key) => [key.id, Buffer.from(key.base64.reveal(), "base64")]));

  const wrap = (organizationId: string, key: DataKey): string => {
    const sealed = encrypt(keyOf(first.id), key.bytes, ["data-key", organizationId, first.id, key.id]);
    return [version, first.id, key.id, sealed].join(".");
  };
  const unwrap = (organizationId: string, wrapped: string): DataKey => {
    const [kekId = "", id = "", ...sealed] = partsOf(wrapped);
    return { id, bytes: decrypt(keyOf(kekId), sealed, ["data-key", organizationId, kekId, id]) };
  };
  const keyOf = (id: string): Buffer => {
    const key = byId.get(id);
    if (!key) throw new UnreadableSecretError("ENCRYPTION_KEYS holds no key with the id that sealed this.");
    return key;
  };

  return {
    newDataKey: (organizationId) =>
      wrap(organizationId, { id: randomBytes(6).toString("base64url"), bytes: randomBytes(keyBytes) }),
    rewrapDataKey: (organizationId, wrapped) =>
      partsOf(wrapped)[0] === first.id ? undefined : wrap(organizationId, unwrap(organizationId, wrapped)),
    seal: (wrapped, secret, binding) => {
      const key = unwrap(binding.organizationId, wrapped);
      const text = Buffer.from(secret.reveal(), "utf8");
      return [version, key.id, encrypt(key.bytes, text, contextOf(binding, key.id))].join(".");
    },
    open: (wrapped, sealed, binding) => {
      const key = unwrap(binding.organizationId, wrapped);
      const [id = "", ...rest] = partsOf(sealed);
      if (id !== key.id) throw new UnreadableSecretError("The secret was sealed under another data key.");
      return new Secret(decrypt(key.bytes, rest, contextOf(binding, key.id)).toString("utf8"));
    },
  };
}

function contextOf(binding: SealBinding, dataKeyId: string): readonly string[] {
  const { organizationId, connectionId, credentialId, kind, origin, field } = binding;
  return ["secret", organizationId, connectionId, credentialId, kind, origin, field, dataKeyId];
}

function partsOf(text: string): readonly string[] {
  const [found, ...parts] = text.split(".");
  if (found !== version) throw new UnreadableSecretError("The secret has an unknown format.");
  return parts;
}

/** `nonce.ciphertext`, the tag at the ciphertext's end. JSON keeps the context's parts apart from one another. */
function encrypt(key: Buffer, text: Buffer, context: readonly string[]): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(JSON.stringify(["gw1", ...context])));
  const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return `${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

function decrypt(key: Buffer, parts: readonly string[], context: readonly string[]): Buffer {
  const [nonce = Buffer.alloc(0), sealed = Buffer.alloc(0)] = parts.map((part) => Buffer.from(part, "base64url"));
  if (parts.length !== 2 || nonce.length !== nonceBytes || sealed.length < tagBytes) {
    throw new UnreadableSecretError("The secret has an unknown format.");
  }
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(JSON.stringify(["gw1", ...context])));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new UnreadableSecretError("The secret was not sealed for this use, or it was changed.", { cause });
  }
}
