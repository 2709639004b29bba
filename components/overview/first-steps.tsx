import { CheckIcon } from "lucide-react";
import Link from "next/link";
import type { SetupSteps } from "#lib/management/overview/overview-view.ts";
import { Button } from "../ui/button.tsx";
import { Panel, PanelHeader } from "../ui/panel.tsx";

type Step = {
  readonly id: keyof SetupSteps;
  readonly title: string;
  readonly text: string;
  readonly action: { readonly label: string; readonly href: string };
};

const steps: readonly Step[] = [
  {
    id: "provider",
    title: "Connect a provider",
    text: "Paste an API key, or pick Simulator to try everything for nothing.",
    action: { label: "Add provider", href: "/providers" },
  },
  {
    id: "key",
    title: "Create a key",
    text: "Your programs use it instead of the provider's. It is shown once.",
    action: { label: "Create key", href: "/keys" },
  },
  {
    id: "request",
    title: "Send a request",
    text: "Point any OpenAI client at the address below. It appears here by itself.",
    action: { label: "Open logs", href: "/logs" },
  },
  {
    id: "budget",
    title: "Set a budget",
    text: "Give a key a limit, and it can never spend more than that.",
    action: { label: "Choose a key", href: "/keys" },
  },
];

/** The way from an empty gateway to one in use. Gone when all of it is done. */
export function FirstSteps({ done, baseUrl }: { readonly done: SetupSteps; readonly baseUrl: string }) {
  const open = steps.filter(({ id }) => !done[id]);
  const [next] = open;
  if (!next) return null;
  return (
    <Panel aria-label="First steps" className="overflow-hidden">
      <PanelHeader title="First steps" note={`${steps.length - open.length} of ${steps.length} done`} />
      <ol className="grid gap-px border-t bg-line sm:grid-cols-2 xl:grid-cols-4">
        {steps.map((step, index) => (
          <StepCard
            key={step.id}
            step={step}
            number={index + 1}
            state={done[step.id] ? "done" : step === next ? "next" : "later"}
            baseUrl={baseUrl}
          />
        ))}
      </ol>
    </Panel>
  );
}

type StepCardProps = {
  readonly step: Step;
  readonly number: number;
  readonly state: "done" | "next" | "later";
  readonly baseUrl: string;
};

function StepCard({ step, number, state, baseUrl }: StepCardProps) {
  return (
    <li className="flex min-w-0 flex-col gap-1 bg-surface px-4 py-3.5 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <StepMark number={number} state={state} />
        <span className={state === "done" ? "text-muted" : ""}>{step.title}</span>
      </p>
      {state === "done" ? null : <p className="text-muted text-xs">{step.text}</p>}
      {step.id === "request" && state !== "done" ? (
        <p className="code truncate text-xs" data-hint={`${baseUrl}/v1`}>{`${baseUrl}/v1`}</p>
      ) : null}
      {state === "next" ? (
        <Button asChild variant="primary" size="small" className="mt-1.5 self-start">
          <Link href={step.action.href}>{step.action.label}</Link>
        </Button>
      ) : null}
    </li>
  );
}

function StepMark({ number, state }: Pick<StepCardProps, "number" | "state">) {
  if (state === "done") {
    return (
      <span className="grid size-5 shrink-0 place-items-center rounded-full bg-good/12 text-good">
        <CheckIcon aria-hidden="true" className="size-3 stroke-[2.5]" />
        <span className="sr-only">Done:</span>
      </span>
    );
  }
  return (
    <span
      aria-hidden="true"
      className={`grid size-5 shrink-0 place-items-center rounded-full border font-medium text-2xs ${
        state === "next" ? "border-accent text-accent" : "border-line-strong text-muted"
      }`}
    >
      {number}
    </span>
  );
}
