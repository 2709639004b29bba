import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/format/time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Detail, DetailList } from "#components/ui/detail-list.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { limitWords } from "./limits.ts";

type KeyRulesProps = { readonly value: KeyView; readonly choices: KeyChoices };

const unknownPriceWords = {
  allow: "Allowed, recorded without a cost",
  refuse: "Refused",
  ceiling: "Allowed, counted at its provider’s highest price",
} as const;

/** What the key may do. Where nothing is set, it says what holds then. */
export function KeyRules({ value, choices }: KeyRulesProps) {
  const limits = limitWords(value);
  const metadata = Object.entries(value.metadata);
  const router = choices.routers.find(({ id }) => id === value.routerId);
  const usualPrice =
    value.budgetUsd === null ? unknownPriceWords.allow : `${unknownPriceWords.refuse}, under its budget`;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel>
        <PanelHeader title="What it may use" />
        <DetailList className="border-t px-4">
          <Detail label="Router">
            {value.routerId === null ? (
              <Quiet>The default one, else by the model’s name</Quiet>
            ) : (
              <Link href={`/routers/${value.routerId}`} className="text-accent hover:underline">
                {router?.name ?? value.routerId}
              </Link>
            )}
          </Detail>
          <Detail label="Models">
            <Chips values={value.allowedModels} empty="All" />
          </Detail>
          <Detail label="Endpoints">
            <Chips values={value.allowedEndpoints} empty="All" />
          </Detail>
          <Detail label="Addresses">
            <Chips values={value.allowedIps} empty="From anywhere" />
          </Detail>
          <Detail label="Tags">
            <Chips values={metadata.map(([name, text]) => `${name}: ${text}`)} empty="None" />
          </Detail>
        </DetailList>
      </Panel>
      <Panel>
        <PanelHeader title="Limits" />
        <DetailList className="border-t px-4">
          <Detail label="Rate">{limits.length === 0 ? <Quiet>None</Quiet> : limits.join(", ")}</Detail>
          <Detail label="Unknown prices">
            {value.unknownPrice === null ? <Quiet>{usualPrice}</Quiet> : unknownPriceWords[value.unknownPrice]}
          </Detail>
          <Detail label="Near the limit">
            {value.affordableCap ? "Answers are shortened to what is left" : "Requests are refused"}
          </Detail>
          <Detail label="Expires">
            {value.expiresAt === null ? <Quiet>Never</Quiet> : <Time at={value.expiresAt} />}
          </Detail>
          <Detail label="Created">
            <Time at={value.createdAt} />
          </Detail>
        </DetailList>
      </Panel>
    </div>
  );
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}

function Chips({ values, empty }: { readonly values: readonly string[]; readonly empty: string }) {
  if (values.length === 0) return <Quiet>{empty}</Quiet>;
  return (
    <ul className="flex flex-wrap gap-1">
      {values.map((value) => (
        <li key={value} className="max-w-full">
          <Badge className="code max-w-full truncate font-normal">{value}</Badge>
        </li>
      ))}
    </ul>
  );
}
