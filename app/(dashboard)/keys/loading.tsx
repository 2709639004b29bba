import { ListSkeleton } from "#components/page-states/list-skeleton.tsx";

export default function KeysLoading() {
  return <ListSkeleton title="Keys" rowPx={36} toolbar="yes" />;
}
