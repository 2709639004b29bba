import type { CanonicalEvent, CanonicalRequest, Message, Part, ToolChoice } from "./canonical.ts";

/** What a format takes as the name of a tool. */
export type ToolNameRule = {
  readonly lengthMax: number;
  /** Every character that must not be in it. */
  readonly forbidden: RegExp;
  /** Whether it has to begin with a letter or an underscore. */
  readonly wordFirst?: true;
};

export const openaiToolNames: ToolNameRule = { lengthMax: 64, forbidden: /[^A-Za-z0-9_-]/g };
export const anthropicToolNames: ToolNameRule = { lengthMax: 128, forbidden: /[^A-Za-z0-9_-]/g };
export const googleToolNames: ToolNameRule = { lengthMax: 128, forbidden: /[^A-Za-z0-9_.:-]/g, wordFirst: true };
const allRules = [openaiToolNames, anthropicToolNames, googleToolNames];

/** The request with names that the format takes. A name that had to change is found again by `restoreToolNames`. */
export function fitToolNames(request: CanonicalRequest, rule: ToolNameRule): CanonicalRequest {
  const fits = (name: string | undefined) => name === undefined || fitName(name, rule) === name;
  const namesOfCalls = request.messages.flatMap(({ parts }) =>
    parts.map((part) => (part.type === "tool_call" || part.type === "tool_result" ? part.name : undefined)),
  );
  if (request.tools.every((tool) => tool.native || fits(tool.name)) && namesOfCalls.every(fits)) return request;
  const { toolChoice } = request;
  return {
    ...request,
    tools: request.tools.map((tool) => (tool.native ? tool : { ...tool, name: fitName(tool.name, rule) })),
    messages: request.messages.map((message) => fitMessage(message, rule)),
    ...(toolChoice && { toolChoice: fitChoice(toolChoice, rule) }),
  };
}

/** Gives calls the names that the caller knows. */
export function restoreToolNames({ tools }: CanonicalRequest): (event: CanonicalEvent) => CanonicalEvent {
  const originals = new Map<string, string>();
  for (const { name, native } of tools) {
    if (native) continue;
    for (const rule of allRules) {
      const fitted = fitName(name, rule);
      if (fitted !== name) originals.set(fitted, name);
    }
  }
  if (originals.size === 0) return (event) => event;
  return (event) => (event.type === "tool_start" ? { ...event, name: originals.get(event.name) ?? event.name } : event);
}

function fitMessage(message: Message, rule: ToolNameRule): Message {
  return {
    ...message,
    parts: message.parts.map((part): Part => {
      if (part.type === "tool_call") return { ...part, name: fitName(part.name, rule) };
      if (part.type !== "tool_result" || part.name === undefined) return part;
      return { ...part, name: fitName(part.name, rule) };
    }),
  };
}

function fitChoice(choice: ToolChoice, rule: ToolNameRule): ToolChoice {
  if (choice.kind === "tool") return { ...choice, name: fitName(choice.name, rule) };
  return choice.kind === "allowed" ? { ...choice, names: choice.names.map((name) => fitName(name, rule)) } : choice;
}

/** A name that has to change ends in a mark of the whole of it, so that two of them stay two. */
function fitName(name: string, { lengthMax, forbidden, wordFirst }: ToolNameRule): string {
  const clean = name.replace(forbidden, "_");
  const fitted = wordFirst && !/^[A-Za-z_]/.test(clean) ? `_${clean}` : clean;
  if (fitted === name && name.length <= lengthMax) return name;
  const mark = markOf(name);
  return `${fitted.slice(0, lengthMax - mark.length - 1)}_${mark}`;
}

/** FNV-1a, 32 bits, in hexadecimal digits. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
