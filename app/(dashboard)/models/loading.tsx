import { ListSkeleton } from "#components/page-states/list-skeleton.tsx";

export default function ModelsLoading() {
  return <ListSkeleton title="Models" rowPx={36} toolbar="yes" />;
}
