"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { apiRequest } from "#components/api-client.ts";
import { formatCount, formatLatency } from "#components/format/format-number.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { SheetBody, SheetFooter } from "#components/ui/sheet.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Status } from "#components/ui/status.tsx";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import type { SyncView } from "#lib/management/providers/sync-provider.ts";
import type { ProbeView } from "#lib/management/providers/test-provider.ts";

type ProviderConnectedProps = {
  readonly provider: ProviderView;
  readonly canSync: boolean;
  readonly onDone: () => void;
};

type Outcome =
  | { readonly kind: "running" }
  | { readonly kind: "good"; readonly text: string }
  | { readonly kind: "bad"; readonly text: string };

const running: Outcome = { kind: "running" };

/** What came of it: a call that was made at once, and the provider's own list of models where it has one. */
export function ProviderConnected({ provider, canSync, onDone }: ProviderConnectedProps) {
  const { id, name } = provider;
  const { refresh } = useRefresh();
  const [call, setCall] = useState<Outcome>(running);
  const [models, setModels] = useState<Outcome>();

  useEffect(() => {
    void testOnce(id).then(setCall);
  }, [id]);

  async function sync() {
    setModels(running);
    setModels(await syncOnce(id));
    refresh();
  }

  return (
    <>
      <SheetBody className="flex flex-col gap-4">
        <dl className="divide-y rounded-md border text-sm">
          <Step label="Test call" outcome={call} />
          {models === undefined ? null : <Step label="Models" outcome={models} />}
        </dl>
        {call.kind === "bad" ? (
          <p className="text-muted text-sm">
            It is connected all the same. <EditLink id={id} onFollow={onDone} /> to correct the key or the address.
          </p>
        ) : null}
        {canSync && models === undefined ? (
          <div className="flex flex-col items-start gap-2">
            <p className="text-muted text-sm">
              Read the list of models that this key may use. Until then {name} offers all that the catalog lists.
            </p>
            <Button onClick={() => void sync()}>Sync models</Button>
          </div>
        ) : null}
      </SheetBody>
      <SheetFooter>
        <Button asChild>
          <Link href="/keys?new=key">Create a key</Link>
        </Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </SheetFooter>
    </>
  );
}

function EditLink({ id, onFollow }: { readonly id: string; readonly onFollow: () => void }) {
  return (
    <Link href={`/providers/${id}?edit=provider`} onClick={onFollow} className="text-accent hover:underline">
      Edit it
    </Link>
  );
}

function Step({ label, outcome }: { readonly label: string; readonly outcome: Outcome }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3 py-2.5" aria-live="polite">
      <dt className="w-20 shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 flex-1 break-words">
        {outcome.kind === "running" ? (
          <span className="inline-flex items-center gap-2 text-muted">
            <Spinner />
            Running
          </span>
        ) : (
          <Status
            tone={outcome.kind === "good" ? "good" : "bad"}
            shape={outcome.kind === "good" ? "disc" : "square"}
            className="whitespace-normal"
          >
            {outcome.text}
          </Status>
        )}
      </dd>
    </div>
  );
}

async function testOnce(id: string): Promise<Outcome> {
  try {
    const {
      ok,
      latencyMs,
      error = "It did not say why.",
    } = await apiRequest<ProbeView>("POST", `/providers/${id}/test`);
    return ok ? { kind: "good", text: `Answered in ${formatLatency(latencyMs)}` } : { kind: "bad", text: error };
  } catch (error) {
    return { kind: "bad", text: reasonOf(error) };
  }
}

async function syncOnce(id: string): Promise<Outcome> {
  try {
    const { added, removed, total } = await apiRequest<SyncView>("POST", `/providers/${id}/sync`);
    const change = removed === 0 ? `${formatCount(added)} added` : `${formatCount(added)} added, ${removed} removed`;
    return { kind: "good", text: `${formatCount(total)} models, ${change}` };
  } catch (error) {
    return { kind: "bad", text: reasonOf(error) };
  }
}
