import { GatewayError } from "../../errors.ts";
import { type GatewayRequest, headerOf } from "../../http.ts";

/** The boundary between the parts of a form (RFC 2046: 1 to 70 characters). Throws where the body is no form. */
export function readBoundary(request: GatewayRequest): string {
  const encoding = headerOf(request, "content-encoding");
  if (encoding !== undefined && encoding !== "identity") throw new GatewayError("unsupported_content_encoding");
  const type = headerOf(request, "content-type") ?? "";
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(type)) {
    throw new GatewayError("unsupported_media_type", { message: "The content type must be multipart/form-data." });
  }
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain ?? "";
  if (/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return boundary;
  throw new GatewayError("invalid_request", {
    message: "The content type multipart/form-data needs a boundary of 1 to 70 characters.",
    param: "content-type",
  });
}
