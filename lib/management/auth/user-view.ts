import { z } from "zod";

export const userView = z.object({ id: z.string(), email: z.string(), name: z.string() });
export type UserView = z.infer<typeof userView>;

export function toUserView({ id, email, name }: UserView): UserView {
  return { id, email, name };
}
