/**
 * The id of a tool call whose provider gave none. It is made from the reply's own id, so that the stream and
 * the whole reply agree and two turns of one conversation never meet. All formats take its characters.
 */
export function toolCallId(
  given: string,
  replyId: string,
  { choice, index }: { choice: number; index: number },
): string {
  if (given !== "") return given;
  return `call_${replyId.replace(/[^A-Za-z0-9]/g, "").slice(-24)}_${choice}_${index}`;
}
