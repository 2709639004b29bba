import { Secret } from "#lib/core/secret.ts";
import type { GuestContext } from "../context.ts";

const sentinelSetting = "encryption-sentinel";
const sentinelText = "sealed at the first start";
const binding = {
  organizationId: "installation",
  connectionId: "",
  credentialId: "",
  kind: "sentinel",
  origin: "",
  field: "",
};

/**
 * Whether ENCRYPTION_KEYS open what this database holds: better learned at the start than at a customer's request.
 * The first start leaves something to try them on.
 */
export async function checkEncryption({ db, services }: GuestContext): Promise<boolean> {
  const { sealer } = services;
  const known = await db.setting.findUnique({ where: { name: sentinelSetting } });
  if (known) {
    const [wrapped = "", sealed = ""] = known.value.split(" ");
    try {
      return sealer.open(wrapped, sealed, binding).reveal() === sentinelText;
    } catch {
      // Whatever the sealer's reason is: these keys are not the ones.
      return false;
    }
  }
  const wrapped = sealer.newDataKey(binding.organizationId);
  const value = `${wrapped} ${sealer.seal(wrapped, new Secret(sentinelText), binding)}`;
  await db.setting.createMany({ data: [{ name: sentinelSetting, value }], skipDuplicates: true });
  return true;
}
