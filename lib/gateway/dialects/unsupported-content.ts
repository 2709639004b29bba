import { GatewayError } from "../errors.ts";

/** Content cannot be left out silently as a parameter can: the answer would be to another question. */
export function unsupportedContent(what: string): GatewayError {
  return new GatewayError("unsupported_parameter", {
    param: "messages",
    message: `The model that would serve the request does not take ${what}.`,
  });
}
