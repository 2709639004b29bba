import { GatewayError } from "#lib/gateway/index.ts";

/** What stands behind `/v1/`, decoded once; anything that could mean another path than it says is no path here. */
export function gatewayPath(url: string): string {
  const raw = /^\/v1\/([^?#]*)/.exec(url)?.[1] ?? "";
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch (cause) {
    throw new GatewayError("not_found", { cause });
  }
  const isPlain =
    path !== "" && path.split("/").every((segment) => /^[\w.:@+~-]+$/.test(segment) && !/^\.+$/.test(segment));
  if (!isPlain) throw new GatewayError("not_found");
  return path;
}
