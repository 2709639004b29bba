"use client";

import { useSheetGuard } from "#components/forms/form-sheet.tsx";
import { Button } from "#components/ui/button.tsx";
import { SecretPanel } from "#components/ui/secret-panel.tsx";
import { SheetBody, SheetFooter } from "#components/ui/sheet.tsx";
import type { CreatedKeyView } from "#lib/management/keys/key-view.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { exampleModel } from "./example-model.ts";
import { keySnippets } from "./key-snippets.ts";

type NewSecretProps = {
  readonly created: CreatedKeyView;
  readonly choices: KeyChoices;
  readonly gatewayUrl: string;
  readonly onDone: () => void;
};

/** The key and what to do with it. Only its own button ends this: it cannot be shown again. */
export function NewSecret({ created, choices, gatewayUrl, onDone }: NewSecretProps) {
  useSheetGuard("shut");
  const model = exampleModel(created.allowedModels, choices.models);
  return (
    <>
      <SheetBody>
        <SecretPanel
          noun="key"
          secret={created.key}
          download={{ fileName: "gateway.env", variable: "GATEWAY_API_KEY" }}
          snippets={keySnippets({ gatewayUrl, key: created.key, model: model ?? "gpt-4o-mini" })}
        >
          {model === undefined ? (
            <p className="text-muted text-sm">
              No enabled provider offers a model that this key may use yet. Connect one before the first request.
            </p>
          ) : null}
        </SecretPanel>
      </SheetBody>
      <SheetFooter>
        <Button onClick={onDone}>Done</Button>
      </SheetFooter>
    </>
  );
}
