import type { z } from "zod";
import type { GuestContext, ManagementContext, UserContext } from "./context.ts";
import { parseInput } from "./parse-input.ts";
import { requireRole, requireScope } from "./require-role.ts";
import type { Role } from "./roles.ts";

/** Who may call: anybody, anybody signed in, or a role in the chosen organization. */
export type Access = "guest" | "user" | Role;

/** All that is said of one operation: its route, its documentation and its checks are made of this. */
export type OperationInfo = {
  /** OpenAPI's `operationId`. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{name}` for what stands in the path; the other input fields are the query of a GET, else the body. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly input: z.ZodType;
  /** Absent: 204 without a body. */
  readonly output?: z.ZodType;
  /** The reply is a file of this type instead of JSON. */
  readonly produces?: string;
  readonly status?: 200 | 201;
  /** For the one operation whose answer decides: health. */
  readonly statusOf?: (reply: unknown) => number;
};

/** A reply that is streamed as a file. */
export type Download = {
  readonly contentType: string;
  readonly filename: string;
  readonly chunks: AsyncIterable<string>;
};

/** Finds out who calls, when an operation needs to know. */
export type ContextSource = {
  readonly guest: () => GuestContext;
  readonly user: () => Promise<UserContext>;
  readonly organization: () => Promise<ManagementContext>;
};

/** An operation as routes and documentation see it. */
export type AnyOperation = {
  readonly info: OperationInfo;
  /** Finds out who calls and whether they may, and only then reads what they sent. */
  readonly handle: (source: ContextSource, read: () => Promise<unknown>) => Promise<unknown>;
};

type Handle = AnyOperation["handle"];
type Definition<Input extends z.ZodType> = OperationInfo & { readonly input: Input };

/** An operation as pages and tests call it: checked just the same. */
export type Operation<Context, Input extends z.ZodType, Output> = AnyOperation &
  ((context: Context, input: z.input<Input>) => Promise<Output>);

/** An operation inside one organization. The role and the token's scope are checked before its input is read. */
export function operation<Input extends z.ZodType, Output>(
  info: Definition<Input> & { readonly access: Role },
  run: (context: ManagementContext, input: z.output<Input>) => Promise<Output>,
): Operation<ManagementContext, Input, Output> {
  const perform = async (context: ManagementContext, read: () => unknown) => {
    requireScope(context, info.method === "GET" ? "read" : "write");
    requireRole(context, info.access);
    return run(context, parseInput(info.input, await read()));
  };
  const call = (context: ManagementContext, input: z.input<Input>) => perform(context, () => input);
  const handle: Handle = async (source, read) => perform(await source.organization(), read);
  return Object.assign(call, { info, handle });
}

/** An operation of a person, whatever the organization. */
export function userOperation<Input extends z.ZodType, Output>(
  info: Definition<Input> & { readonly access: "user" },
  run: (context: UserContext, input: z.output<Input>) => Promise<Output>,
): Operation<UserContext, Input, Output> {
  const perform = async (context: UserContext, read: () => unknown) => {
    requireScope(context, info.method === "GET" ? "read" : "write");
    return run(context, parseInput(info.input, await read()));
  };
  const call = (context: UserContext, input: z.input<Input>) => perform(context, () => input);
  const handle: Handle = async (source, read) => perform(await source.user(), read);
  return Object.assign(call, { info, handle });
}

/** An operation for everybody. */
export function guestOperation<Input extends z.ZodType, Output>(
  info: Definition<Input> & { readonly access: "guest" },
  run: (context: GuestContext, input: z.output<Input>) => Promise<Output>,
): Operation<GuestContext, Input, Output> {
  const perform = async (context: GuestContext, read: () => unknown) =>
    run(context, parseInput(info.input, await read()));
  const call = (context: GuestContext, input: z.input<Input>) => perform(context, () => input);
  const handle: Handle = (source, read) => perform(source.guest(), read);
  return Object.assign(call, { info, handle });
}
