import { toast } from "sonner";

type UndoOptions = {
  /** Takes the change back; what it throws is shown. */
  readonly undo: () => Promise<void>;
  /** Said when it is taken back: "Key enabled again". */
  readonly undone: string;
};

const undoForMs = 8_000;

/** Says what was done and offers to take it back for eight seconds: the answer to most "are you sure". */
export function showUndo(done: string, { undo, undone }: UndoOptions) {
  toast(done, {
    duration: undoForMs,
    action: { label: "Undo", onClick: () => void takeBack(undo, undone) },
  });
}

async function takeBack(undo: () => Promise<void>, undone: string) {
  try {
    await undo();
    toast(undone);
  } catch (error) {
    toast.error("It could not be taken back", { description: error instanceof Error ? error.message : String(error) });
  }
}
