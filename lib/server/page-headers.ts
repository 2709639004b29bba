export type PageHeaderOptions = {
  /** Fresh for every page; scripts without it do not run. */
  readonly nonce: string;
  readonly isDevelopment: boolean;
  /** Whether people reach the dashboard over https. */
  readonly isSecure: boolean;
};

/** What every page tells the browser about itself. */
export function pageHeaders(options: PageHeaderOptions): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentSecurityPolicy(options),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
    ...(options.isSecure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/**
 * Scripts run by nonce only. Styles may stand inline: charts and toasts write them at run time, and a style alone
 * cannot carry anything off, because pages may connect to nothing but their own origin.
 */
function contentSecurityPolicy({ nonce, isDevelopment, isSecure }: PageHeaderOptions): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
