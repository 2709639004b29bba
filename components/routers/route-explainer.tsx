"use client";

import { type FormEvent, useId, useState } from "react";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Panel, PanelBody, PanelHeader } from "#components/ui/panel.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ExplanationView } from "#lib/management/routers/explain-router.ts";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import { CandidateList } from "./candidate-list.tsx";

type Shown = { readonly candidates: ExplanationView["candidates"] } | { readonly problem: string };

/** Asks where a request would go now. Nothing is sent to a provider. */
export function RouteExplainer({ router }: { readonly router: Pick<RouterDetail, "id" | "rules"> }) {
  const id = useId();
  const [typed, setModel] = useState<string>();
  const model = typed ?? firstModel(router);
  const [message, setMessage] = useState("");
  const [asking, setAsking] = useState(false);
  const [shown, show] = useState<Shown>();

  async function explain(event: FormEvent) {
    event.preventDefault();
    setAsking(true);
    try {
      const messages = [{ role: "user", content: message }];
      show(await apiRequest<ExplanationView>("POST", `/routers/${router.id}/explain`, { body: { model, messages } }));
    } catch (error) {
      show({ problem: reasonOf(error) });
    } finally {
      setAsking(false);
    }
  }

  return (
    <Panel>
      <PanelHeader title="Where would a request go?" note="Asks no provider and costs nothing" />
      <PanelBody>
        <form onSubmit={explain} className="flex flex-col gap-3">
          <div className="flex flex-col gap-1">
            <Label htmlFor={`${id}-model`}>Model</Label>
            <Input
              id={`${id}-model`}
              value={model}
              onChange={(event) => setModel(event.target.value)}
              required
              maxLength={128}
              className="code"
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <div className="flex flex-col gap-1">
            <Label htmlFor={`${id}-message`}>Message</Label>
            <Textarea
              id={`${id}-message`}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
              placeholder="Its length decides what the request costs"
            />
          </div>
          <Button type="submit" pending={asking} className="self-start">
            Explain
          </Button>
        </form>
        <div role="status" className="mt-4 empty:mt-0">
          {shown === undefined ? null : "problem" in shown ? (
            <p className="text-bad text-sm">{shown.problem}</p>
          ) : (
            <CandidateList candidates={shown.candidates} />
          )}
        </div>
      </PanelBody>
    </Panel>
  );
}

/** A name that a rule spells out, as an example to begin with. */
function firstModel({ rules }: Pick<RouterDetail, "rules">): string {
  return rules.flatMap(({ models }) => models).find((name) => !name.includes("*")) ?? "";
}
