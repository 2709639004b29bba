import { writeCookie } from "#components/preferences/write-cookie.ts";

/** Read by the server with every page; it only says which of the reader's own organizations to show. */
export const organizationCookie = "organization";

/** Shows another organization: a full load, so that nothing of the one before stays in any cache of the page. */
export function chooseOrganization(slug: string) {
  writeCookie(organizationCookie, slug);
  window.location.assign("/overview");
}
