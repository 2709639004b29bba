import { GatewayError } from "#lib/gateway/errors.ts";
import { Prisma } from "./database.ts";
import { ManagementError, type ManagementErrorCode, managementErrors, notFound } from "./errors.ts";

export type ErrorReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: ErrorBody };
  /** A defect or an outage of ours, which belongs into the log with its cause. */
  readonly isOurs: boolean;
};

export type ErrorBody = {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  readonly param: string | null;
};

const messageLengthMax = 300;

/** The one place where a failure becomes an answer; whatever it does not know is `internal_error`. */
export function errorReply(cause: unknown): ErrorReply {
  if (cause instanceof GatewayError) return gatewayReply(cause);
  const error = asManagementError(cause);
  const { status, type } = managementErrors[error.code];
  return {
    status,
    headers: { "x-should-retry": String(status >= 500 || status === 429), ...retryAfter(error.options.retryAfterMs) },
    body: { error: { message: shortened(error.message), type, code: error.code, param: error.options.param ?? null } },
    isOurs: status >= 500,
  };
}

/** The engine's own errors reach the management API where it calls providers or parses JSON. */
function gatewayReply(error: GatewayError): ErrorReply {
  const { status, type, shouldRetry } = error.row;
  return {
    status,
    headers: { "x-should-retry": String(shouldRetry ?? status >= 500), ...retryAfter(error.options.retryAfterMs) },
    body: {
      error: { message: shortened(error.message), type, code: error.publicCode, param: error.options.param ?? null },
    },
    isOurs: error.row.owner === "gateway",
  };
}

function asManagementError(cause: unknown): ManagementError {
  if (cause instanceof ManagementError) return cause;
  if (cause instanceof Prisma.PrismaClientKnownRequestError) return databaseError(cause);
  const isOutage = cause instanceof Prisma.PrismaClientInitializationError || isConnectionLoss(cause);
  return new ManagementError(isOutage ? "service_unavailable" : "internal_error", { cause });
}

/** A connection that breaks or does not come about reaches us as the driver's plain error, told by its words. */
function isConnectionLoss(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)|ECONN|EPIPE/.test(
    cause.message,
  );
}

/** What the database refuses by a rule of the schema has a meaning; the rest is a defect or an outage. */
function databaseError(cause: Prisma.PrismaClientKnownRequestError): ManagementError {
  switch (cause.code) {
    case "P2002":
      return new ManagementError("conflict", { message: "Something with this name or slug exists already.", cause });
    case "P2003":
      return new ManagementError("conflict", { message: "Something else still uses this.", cause });
    case "P2025":
      return notFound();
    default:
      return new ManagementError(outageOf(cause.code), { cause });
  }
}

/** P1001 to P1017 are connection failures; P2024 and P2028 say that no connection came free in time. */
function outageOf(code: string): ManagementErrorCode {
  return /^(P10\d\d|P2024|P2028|P2037)$/.test(code) ? "service_unavailable" : "internal_error";
}

function retryAfter(milliseconds: number | undefined): Readonly<Record<string, string>> {
  return milliseconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(milliseconds / 1000))) };
}

function shortened(message: string): string {
  return message.length <= messageLengthMax ? message : `${message.slice(0, messageLengthMax - 1)}…`;
}
