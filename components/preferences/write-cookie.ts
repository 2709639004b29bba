const oneYearSeconds = 31_536_000;

/** Keeps a choice of the reader in this browser, where the server sees it with the next page. Never a secret. */
export function writeCookie(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}
