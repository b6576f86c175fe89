/** Makes pictures smaller before they are sent. Drawn anew they tell nothing of camera, place and time, and stand upright. */
import type { Picture } from "./sending";

/** Pixels of the long side. */
const LONG = 2_000;
/** Below this nothing is made smaller any more. */
const SHORT = 400;
const QUALITY = 0.85;
/** A picture of signs and lines stays exact up to so many bytes; a larger one is a photo. */
const EXACT = 1_000_000;
/** Pixels of a side of what is shown of a picture before it is sent. */
const SHOWN = 168;

/** Return what is sent: pictures of at most `most` bytes, all else as it is. What cannot be drawn here the server judges. */
export async function prepare(file: File, most: number): Promise<{ blob: Blob; picture: Picture | null }> {
  const asItIs = { blob: file, picture: null };
  if (!/^image\/(?!svg|gif)/.test(file.type)) return asItIs;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return asItIs;
  }
  const made = await shrunk(bitmap, file.type === "image/png", most);
  // Thirty photos that stay in memory are more than a phone has.
  bitmap.close();
  return made ?? asItIs;
}

async function shrunk(bitmap: ImageBitmap, exact: boolean, most: number): Promise<{ blob: Blob; picture: Picture } | null> {
  for (let side = LONG; side > SHORT; side *= 0.75) {
    const share = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = drawn(bitmap, bitmap.width, bitmap.height, share);
    if (!canvas) return null;
    const blob = (exact && (await encoded(canvas, "image/png", Math.min(EXACT, most)))) || (await encoded(canvas, "image/jpeg", most));
    canvas.width = canvas.height = 0;
    if (!blob) continue;
    const edge = Math.min(bitmap.width, bitmap.height);
    const shown = drawn(bitmap, edge, edge, SHOWN / edge);
    return shown && { blob, picture: { canvas: shown } };
  }
  return null;
}

/** Draw the middle of a picture, so many of its pixels wide and high, and so many times as large. */
function drawn(bitmap: ImageBitmap, wide: number, high: number, share: number): HTMLCanvasElement | null {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(wide * share) || 1;
  canvas.height = Math.round(high * share) || 1;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // What is seen through shows white, as on paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, (bitmap.width - wide) / 2, (bitmap.height - high) / 2, wide, high, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function encoded(canvas: HTMLCanvasElement, type: string, most: number): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  return blob && blob.type === type && blob.size <= most ? blob : null;
}
