"use client";

import { toast } from "sonner";
import { z } from "zod";
import { apiRequest } from "#components/api-client.ts";
import { TextField } from "#components/forms/text-field.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { Form, FormError } from "#components/ui/form.tsx";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { pricePath } from "./model-words.ts";
import { ownPriceOf, priceFieldsFor } from "./own-price-fields.ts";

type OwnPriceProps = {
  readonly model: ModelListRow;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** What the organization pays for a model, in place of the catalog's price. */
export function OwnPrice({ model, open, onClose }: OwnPriceProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle className="break-words">Own price of {model.id}</DialogTitle>
          <DialogDescription>{describe(model)}</DialogDescription>
        </DialogHeader>
        <PriceForm model={model} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function describe({ own, unlisted, longContext }: ModelListRow): string {
  if (own) return "New requests are charged by it from now on. What was charged stays as it was.";
  if (unlisted) return "New requests are charged by it. Leave empty what is not sold.";
  const steps = longContext === undefined ? "" : " Its higher prices for long prompts do not apply then.";
  return `It takes the place of the catalog's price as a whole.${steps}`;
}

/** Empty is "not sold". Which prices belong together is the server's to say. */
const schema = z.record(
  z.string(),
  z
    .string()
    .transform((text) => text.replace(/[\s,$]/g, ""))
    .refine((text) => /^(\d{1,7}(\.\d{1,12})?)?$/.test(text), "An amount in USD, such as 0.15."),
);

function PriceForm({ model, onClose }: Omit<OwnPriceProps, "open">) {
  const { refresh } = useRefresh();
  const fields = priceFieldsFor(model);
  const current = ownPriceOf(model);
  const api = useApiForm({
    schema,
    defaultValues: Object.fromEntries(fields.map(({ name }) => [name, String(current[name] ?? "")])),
    send: async (prices) => {
      const filled = Object.entries(prices).filter(([, price]) => price !== "");
      await apiRequest("PUT", pricePath(model), { ...unseenParts(model), ...Object.fromEntries(filled) });
      toast(`${model.id} is charged at your own price`);
      refresh();
      onClose();
    },
  });
  return (
    <Form {...api.form}>
      <form onSubmit={api.submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormError />
          {fields.map(({ name, label, unit }) => (
            <TextField
              key={name}
              name={name}
              label={label}
              unit={unit}
              optional={name !== "inputUsdPerMtok"}
              inputMode="decimal"
              className="pr-36 tabular-nums"
            />
          ))}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={api.pending}>
            {model.own ? "Save price" : "Set price"}
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}

/** What an own price has beyond this form (it was set through the API) is kept. */
function unseenParts(model: ModelListRow): Readonly<Record<string, unknown>> {
  if (!model.own) return {};
  const seen = new Set(priceFieldsFor(model).map(({ name }) => name));
  return Object.fromEntries(Object.entries(ownPriceOf(model)).filter(([name]) => !seen.has(name)));
}
