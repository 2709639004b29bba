import { ListSkeleton } from "#components/page-states/list-skeleton.tsx";

export default function BudgetsLoading() {
  return <ListSkeleton title="Budgets" rowPx={36} />;
}
