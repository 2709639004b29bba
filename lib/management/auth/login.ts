import { z } from "zod";
import { emailField } from "../fields.ts";
import { guestOperation } from "../operation.ts";
import { authenticate } from "./authenticate.ts";
import { signIn, signInView } from "./sign-in.ts";

export const loginInput = z.strictObject({ email: emailField, password: z.string().min(1).max(256) });

export const login = guestOperation(
  {
    id: "login",
    method: "POST",
    path: "/api/auth/login",
    summary: "Sign in with e-mail and password; answers a management token",
    access: "guest",
    input: loginInput,
    output: signInView,
  },
  async (guest, input) => {
    const user = await authenticate(guest, input);
    return guest.db.$transaction((tx) => signIn(guest, tx, user));
  },
);
