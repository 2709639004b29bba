const secrets: readonly RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|gwm?|pplx|fw|nvapi|csk|key|hf|AIza)[-_]?[A-Za-z0-9_-]{16,}/g,
  /\b(?:sk|gw)[-_][A-Za-z0-9_*.-]{4,}/g,
  /\bBearer\s+[^\s"',;]+/gi,
  /(?<=\b(?:api[-_ ]?key|token|secret|password)["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi,
  /(?<=:\/\/)[^\s/@]+@/g,
  /(?<=[?&](?:key|api_key|token|access_token|signature|sig)=)[^\s&"']+/gi,
];

/** A provider's words made fit to show: one line, no control characters, nothing that looks like a secret. */
export function cleanProviderText(text: string, maxLength: number): string {
  // A longer text is cut twice: the patterns need not read a megabyte, and a secret must not survive at the cut.
  let clean = text.slice(0, maxLength * 4);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(clean)) return "";
  clean = clean.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").toWellFormed();
  for (const pattern of secrets) clean = clean.replace(pattern, "[redacted]");
  clean = clean.replace(/ {2,}/g, " ").trim();
  return clean.length <= maxLength
    ? clean
    : `${clean
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}
