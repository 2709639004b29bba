/** One of the reader's organizations, with what they are in it. */
export type ShellOrganization = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: string;
};

/** Who reads, and for which organization this page was drawn. */
export type ShellSession = {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly organization: ShellOrganization;
  readonly organizations: readonly ShellOrganization[];
};
