/** On the list itself nothing lies over it: without this, a followed link to the list would keep the drawer open. */
export default function NoDrawer() {
  return null;
}
