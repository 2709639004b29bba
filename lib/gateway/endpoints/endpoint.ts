import type { DialectId } from "../dialects/dialect.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import type { GatewayPorts } from "../ports.ts";

/** One endpoint of `/v1`. Every one authenticates; those that spend also hold and settle. */
export type Endpoint = {
  readonly method: "GET" | "POST";
  /** As in the contract, with `{id}` for the rest of the path: `chat/completions`, `models/{id}`. */
  readonly path: string;
  /** Whose wire format its errors have. */
  readonly dialect: DialectId;
  /** Its body is a form with a file, which is not read before it is handled. */
  readonly takesUpload?: true;
  readonly handle: (ports: GatewayPorts, request: GatewayRequest, id: string) => Promise<GatewayReply>;
};
