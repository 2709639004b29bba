import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

export type PasswordHasher = {
  readonly hash: (password: string) => Promise<string>;
  /** Without a stored hash it works just as long and says no, so that time does not tell which people exist. */
  readonly verify: (password: string, stored: string | undefined) => Promise<boolean>;
  /** Whether a hash that was just verified was made with weaker parameters than today's. */
  readonly isOutdated: (stored: string) => boolean;
};

type Parameters = { readonly memory: number; readonly passes: number; readonly parallelism: number };

const parameters: Parameters = { memory: 19 * 1024, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;
/** 19 MiB and a core each: more at once would let a flood of logins take the machine. */
const hashesAtOnce = 2;
const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{40,})$/;
const compute = promisify(argon2);

/** argon2id with the parameters that OWASP names as the minimum, kept as PHC strings. */
export function argonPasswordHasher(): PasswordHasher {
  const turns = turnstile(hashesAtOnce);
  const derive = ({ salt, password, cost }: { salt: Buffer; password: string; cost: Parameters }) =>
    turns(() =>
      compute("argon2id", { message: password.normalize("NFKC"), nonce: salt, tagLength: tagBytes, ...cost }),
    );

  const hash = async (password: string) => {
    const salt = randomBytes(saltBytes);
    return toPhc(salt, await derive({ salt, password, cost: parameters }));
  };
  const dummy = toPhc(randomBytes(saltBytes), randomBytes(tagBytes));

  return {
    hash,
    verify: async (password, stored) => {
      const known = fromPhc(stored ?? dummy) ?? fromPhc(dummy);
      if (!known) return false;
      const tag = await derive({ salt: known.salt, password, cost: known.cost });
      const equal = tag.length === known.tag.length && timingSafeEqual(tag, known.tag);
      return equal && stored !== undefined;
    },
    isOutdated: (stored) => {
      const cost = fromPhc(stored)?.cost;
      return !cost || cost.memory < parameters.memory || cost.passes < parameters.passes;
    },
  };
}

function toPhc(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = parameters;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function fromPhc(text: string): { readonly cost: Parameters; readonly salt: Buffer; readonly tag: Buffer } | undefined {
  const [, memory, passes, parallelism, salt = "", tag = ""] = phcPattern.exec(text) ?? [];
  if (memory === undefined) return undefined;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64") };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

/** Lets so many calls run at once; the others wait in line. */
function turnstile(places: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
