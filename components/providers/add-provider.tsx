"use client";

import { useState } from "react";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { KindChoice } from "./kind-choice.tsx";
import { NewProviderForm } from "./new-provider-form.tsx";
import { ProviderConnected } from "./provider-connected.tsx";

type AddProviderProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly kinds: readonly ProviderKind[];
  /** From the address; `undefined` while none is chosen. */
  readonly kind: ProviderKind | undefined;
  readonly onKind: (kind: string | undefined) => void;
};

/** Three steps in one drawer: which kind, what it asks for, whether it answers. */
export function AddProvider({ open, onClose, kinds, kind, onKind }: AddProviderProps) {
  const [connected, setConnected] = useState<ProviderView>();

  function close() {
    onClose();
    setConnected(undefined);
  }

  const title = connected ? `${connected.name} is connected` : kind ? `Connect ${kind.title}` : "Add a provider";
  return (
    <FormSheet open={open} onClose={close} title={title}>
      {connected ? (
        <ProviderConnected provider={connected} canSync={kind?.canSync ?? false} onDone={close} />
      ) : kind ? (
        <NewProviderForm key={kind.kind} kind={kind} onBack={() => onKind(undefined)} onConnected={setConnected} />
      ) : (
        <KindChoice kinds={kinds} onChoose={onKind} />
      )}
    </FormSheet>
  );
}
