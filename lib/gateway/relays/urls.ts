/** The address of an endpoint right behind the base URL, as OpenAI and those who follow it have it. */
export function urlBehind(path: string): (baseUrl: string) => string {
  return (baseUrl) => baseUrl + path;
}

/** Cohere's own endpoints lie beside its address for OpenAI's clients, which is the base URL of its connections. */
export function cohereRoot(baseUrl: string): string {
  return baseUrl.replace(/\/compatibility\/v1$|\/v[12]$/, "");
}
