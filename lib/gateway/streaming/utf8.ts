const none = new Uint8Array(0);

/**
 * Decodes UTF-8 that arrives in pieces; a character split between two pieces waits for its rest.
 * Decoding whole pieces and keeping the cut character ourselves is several times as fast as the
 * decoder's own `stream` mode. A byte order mark at the beginning is dropped.
 */
export function openUtf8Decoder(): { readonly push: (bytes: Uint8Array) => string; readonly end: () => string } {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let cut = none;
  let atStart = true;

  const decode = (bytes: Uint8Array): string => {
    const text = decoder.decode(bytes);
    if (!atStart || text === "") return text;
    atStart = false;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };

  return {
    push: (bytes) => {
      const all = cut.length === 0 ? bytes : joined(cut, bytes);
      const whole = all.length - cutLength(all);
      if (whole === all.length) {
        cut = none;
        return decode(all);
      }
      cut = all.slice(whole);
      return decode(all.subarray(0, whole));
    },
    end: () => {
      const rest = cut;
      cut = none;
      return decode(rest);
    },
  };
}

/** How many bytes at the end belong to a character that is not complete yet. */
function cutLength(bytes: Uint8Array): number {
  const last = bytes[bytes.length - 1];
  if (last === undefined || last < 0x80) return 0;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < characterLength(byte) ? back : 0;
  }
  return 0;
}

function characterLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}
