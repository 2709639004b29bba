/** What the first bytes of a file say of the sound in it. */
export type AudioFacts = {
  /** How long it is, where its head says so. */
  readonly seconds?: number;
  /** The fewest bytes that a second of it can take. */
  readonly bytesPerSecondMin: number;
};

/** 4 kbit/s: below what any of the codecs that these endpoints take is used at. */
const unknownBytesPerSecondMin = 500;
/** MPEG audio has no rate below 8 kbit/s. */
const mpegBytesPerSecondMin = 1_000;

/** Bits a second in thousands by the index in the header of a frame: layer III of MPEG-1, and of MPEG-2 and 2.5. */
const mpeg1Rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
const mpeg2Rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];

/** Reads WAV, FLAC and MP3 with a constant rate. `fileBytes` is the size of the whole file. */
export function readAudioFacts(head: Uint8Array, fileBytes: number): AudioFacts {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return (
    readWav(view, fileBytes) ??
    readFlac(view) ??
    readMp3(view, fileBytes) ?? { bytesPerSecondMin: unknownBytesPerSecondMin }
  );
}

function readWav(view: DataView, fileBytes: number): AudioFacts | undefined {
  if (view.byteLength < 36 || textAt(view, 0) !== "RIFF" || textAt(view, 8) !== "WAVE" || textAt(view, 12) !== "fmt ") {
    return undefined;
  }
  const bytesPerSecond = view.getUint32(28, true);
  if (bytesPerSecond < unknownBytesPerSecondMin) return undefined;
  return { seconds: fileBytes / bytesPerSecond, bytesPerSecondMin: bytesPerSecond };
}

function readFlac(view: DataView): AudioFacts | undefined {
  if (view.byteLength < 26 || textAt(view, 0) !== "fLaC") return undefined;
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  const known = rate > 0 && samples > 0;
  return { ...(known ? { seconds: samples / rate } : {}), bytesPerSecondMin: unknownBytesPerSecondMin };
}

function readMp3(view: DataView, fileBytes: number): AudioFacts | undefined {
  const start = textAt(view, 0).startsWith("ID3") && view.byteLength >= 10 ? 10 + tagBytes(view) : 0;
  if (start + 4 > view.byteLength) return start > 0 ? { bytesPerSecondMin: mpegBytesPerSecondMin } : undefined;
  const header = view.getUint32(start);
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === 1;
  const version = (header >>> 19) & 3;
  if (!isLayer3 || version === 1) return undefined;
  const kilobits = (version === 3 ? mpeg1Rates : mpeg2Rates)[(header >>> 12) & 15] ?? 0;
  const seconds = kilobits === 0 ? {} : { seconds: Math.max(0, fileBytes - start) / (kilobits * 125) };
  return { ...seconds, bytesPerSecondMin: mpegBytesPerSecondMin };
}

/** Seven bits a byte. */
function tagBytes(view: DataView): number {
  return [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (view.getUint8(at) & 0x7f), 0);
}

function textAt(view: DataView, at: number): string {
  if (view.byteLength < at + 4) return "";
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}
