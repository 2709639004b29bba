import type { RouterView } from "#lib/management/routers/router-view.ts";

type Strategy = RouterView["strategy"];

type StrategyWords = { readonly title: string; readonly help: string };

/** How a router chooses among the rules that match, as people call it. */
export const strategyWords: Readonly<Record<Strategy, StrategyWords>> = {
  priority: { title: "Priority", help: "Rules are tried from top to bottom." },
  weighted: { title: "Weighted", help: "Every rule that matches takes its share of the traffic, by weight." },
  cheapest: { title: "Cheapest", help: "The target with the lowest expected cost is asked first." },
  fastest: { title: "Fastest", help: "The target that has lately answered soonest is asked first." },
  "least-busy": { title: "Least busy", help: "The target with the fewest requests in flight is asked first." },
};

export const strategyOptions = Object.entries(strategyWords).map(([value, { title }]) => ({ value, label: title }));
