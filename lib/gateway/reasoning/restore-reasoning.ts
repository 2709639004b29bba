import type { CanonicalRequest, Message, Part } from "../dialects/canonical.ts";
import { type KeptCall, keptName, readKeptEntry } from "./kept-entry.ts";
import type { KeptReasoning } from "./kept-reasoning.ts";

/** Of the newest calls of a conversation; older ones no provider asks for. */
const callsMax = 64;

/** The request with the reasoning that its client left out, as far as it is still kept. */
export async function restoreReasoning(
  kept: KeptReasoning,
  organizationId: string,
  request: CanonicalRequest,
): Promise<CanonicalRequest> {
  const ids = callsWithoutProof(request).slice(-callsMax);
  const names = ids.flatMap((id) => keptName(organizationId, id) ?? []);
  if (names.length === 0) return request;
  const texts = await kept.find(names);
  if (texts.size === 0) return request;
  const calls = new Map<string, KeptCall>();
  for (const id of ids) {
    const name = keptName(organizationId, id);
    const text = name === undefined ? undefined : texts.get(name);
    const call = text === undefined ? undefined : readKeptEntry(text);
    if (call) calls.set(id, call);
  }
  return { ...request, messages: request.messages.map((message) => restore(message, calls)) };
}

/** Calls of turns that brought no proof of any reasoning along: such a client keeps none. */
function callsWithoutProof({ messages }: CanonicalRequest): readonly string[] {
  return messages.flatMap(({ role, parts }) => {
    if (role !== "assistant" || parts.some(hasProof)) return [];
    return parts.flatMap((part) => (part.type === "tool_call" ? [part.id] : []));
  });
}

function hasProof(part: Part): boolean {
  if (part.type === "tool_call") return part.signature !== undefined;
  return part.type === "reasoning" && (part.signature ?? part.redacted) !== undefined;
}

/** What the client did keep of the thoughts is unsigned: the signed ones stand in its place. */
function restore(message: Message, calls: ReadonlyMap<string, KeptCall>): Message {
  if (message.role !== "assistant") return message;
  const known = message.parts.some((part) => part.type === "tool_call" && calls.has(part.id));
  if (!known || message.parts.some(hasProof)) return message;
  const signed = [...calls.values()].some(({ reasoning }) => reasoning.length > 0);
  const parts = message.parts.flatMap((part): readonly Part[] => {
    if (part.type === "reasoning") return signed ? [] : [part];
    const call = part.type === "tool_call" ? calls.get(part.id) : undefined;
    if (!call || part.type !== "tool_call") return [part];
    return [...call.reasoning, { ...part, ...(call.signature !== undefined && { signature: call.signature }) }];
  });
  return { ...message, parts: thoughtsFirst(parts) };
}

/** A turn begins with its thoughts: text that a client put before the first call was said behind them. */
function thoughtsFirst(parts: readonly Part[]): readonly Part[] {
  const firstCall = parts.findIndex((part) => part.type === "tool_call");
  const before = parts.slice(0, firstCall);
  const thoughts = before.filter((part) => part.type === "reasoning");
  return [...thoughts, ...before.filter((part) => part.type !== "reasoning"), ...parts.slice(firstCall)];
}
