import type { DialectQuirks, OutboundDialectId } from "../dialects/dialect.ts";
import type { RelayOffers } from "../relays/relay.ts";

/** One kind of model provider, as data. It holds no code that does I/O; the engine alone does. */
export type Provider = {
  /** The public name of the kind: `openai`, `openrouter`, … */
  readonly kind: string;
  readonly title: string;
  /** With the version segment; the gateway appends the rest. Absent: every connection brings its own. */
  readonly baseUrl?: string;
  /** The wire formats of chat that it speaks, the native one first; none where it has no chat models. */
  readonly dialects: readonly OutboundDialectId[];
  readonly auth: ProviderAuth;
  /** Headers that every request carries. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of the caller that go on to it where caller and provider speak the same dialect. */
  readonly forwardHeaders?: readonly string[];
  /** The relayed endpoints that it has, besides those its dialects stand for, and in whose form. */
  readonly endpoints?: RelayOffers;
  /** As how many seconds it bills shorter sound. */
  readonly audioSecondsMin?: number;
  /** Where its own list of models is, behind the base URL; absent: it has none. */
  readonly modelsPath?: string;
  /** The provider's name in the catalog where it differs from `kind`. */
  readonly catalog?: string;
  /** How its wire differs from the dialect. `model` is the provider's own name of the model. */
  readonly quirks: (model: string) => DialectQuirks;
  /** Runs on the owner's machine: its address is private by nature, and it needs no key. */
  readonly local?: boolean;
  /** Models that the catalog does not list cost nothing there: nobody is paid for them. */
  readonly freeUnlessListed?: boolean;
  /** What people have to know when they connect it; shown beside the form. */
  readonly help?: string;
};

/** The request header that carries the credential, and what stands before it. */
export type ProviderAuth = {
  readonly header: string;
  readonly prefix?: string;
  readonly required: boolean;
};

/** For `mediaUrls`: it fetches nothing, pictures have to come as data. */
export const noAddress = /(?!)/;

/** OpenAI's endpoints for sound, as most who have one of them have all three. */
export const openaiAudio = {
  "audio/speech": "openai",
  "audio/transcriptions": "openai",
  "audio/translations": "openai",
} as const satisfies RelayOffers;

export const bearer: ProviderAuth = { header: "authorization", prefix: "Bearer ", required: true };
