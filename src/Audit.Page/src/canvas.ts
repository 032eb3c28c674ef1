import { caller, report } from './report';
import { watch, watchSet } from './watch';

interface Drawing { letters: Set<string>; styles: Set<string>; draws: boolean }

/** Shorter texts are labels; the published measure of fingerprints on the web takes ten (Englehardt and Narayanan, 2016). */
const leastLetters = 10;
const leastFonts = 50;

/**
 * A picture drawn only to be read: text of many letters, no saved states as charts and editors have them, on a canvas that nobody sees or of
 * a script that reads it without being asked. And text measured in more fonts than a page is written in.
 */
export function watchCanvas(): void {
  const drawings = new WeakMap<object, Drawing>();
  const fonts = new Map<string, Set<string>>();
  const context = globalThis.CanvasRenderingContext2D?.prototype;
  const offscreen = globalThis.OffscreenCanvasRenderingContext2D?.prototype;
  const of = (canvas: object): Drawing => {
    let drawing = drawings.get(canvas);
    if (!drawing) drawings.set(canvas, (drawing = { letters: new Set(), styles: new Set(), draws: false }));
    return drawing;
  };

  for (const prototype of [context, offscreen]) {
    for (const text of ['fillText', 'strokeText'])
      watch(prototype, text, (self, args) => {
        const drawing = of((self as CanvasRenderingContext2D).canvas);
        for (const letter of String(args[0])) drawing.letters.add(letter);
        drawing.styles.add(String((self as CanvasRenderingContext2D).fillStyle));
      });
    for (const kept of ['save', 'restore'])
      watch(prototype, kept, self => { of((self as CanvasRenderingContext2D).canvas).draws = true; });
    watch(prototype, 'measureText', (self, args) => {
      const script = caller();
      const key = `${script}\n${String(args[0])}`;
      let seen = fonts.get(key);
      if (!seen) fonts.set(key, (seen = new Set()));
      seen.add((self as CanvasRenderingContext2D).font);
      if (seen.size === leastFonts) report('canvas-font', script, `${leastFonts} fonts or more`);
    });
    watch(prototype, 'getImageData', (self, args) => {
      if (Number(args[2]) >= 16 && Number(args[3]) >= 16) read((self as CanvasRenderingContext2D).canvas, 'getImageData');
    });
  }
  watch(globalThis.HTMLCanvasElement?.prototype, 'toDataURL', (self, args) => { if (!isLossy(args[0])) read(self as HTMLCanvasElement, 'toDataURL'); });
  watch(globalThis.HTMLCanvasElement?.prototype, 'toBlob', (self, args) => { if (!isLossy(args[1])) read(self as HTMLCanvasElement, 'toBlob'); });
  watch(globalThis.OffscreenCanvas?.prototype, 'convertToBlob', self => { read(self as OffscreenCanvas, 'convertToBlob'); });
  watchSet(globalThis.HTMLCanvasElement?.prototype, 'onclick', self => { of(self as object).draws = true; });

  function read(canvas: HTMLCanvasElement | OffscreenCanvas, how: string): void {
    const drawing = drawings.get(canvas);
    if (!drawing || drawing.draws || drawing.letters.size < leastLetters || canvas.width < 16 || canvas.height < 16) return;
    if (isAskedFor() && isSeen(canvas)) return;
    report('canvas', caller(), how);
  }
}

/** A picture that loses detail tells no two machines apart. */
function isLossy(type: unknown): boolean {
  return type === 'image/jpeg' || type === 'image/webp';
}

/** Inside a press: whoever exports a chart was asked to. */
function isAskedFor(): boolean {
  const type = globalThis.event?.type ?? '';
  return type === 'click' || type === 'pointerup' || type === 'mouseup';
}

function isSeen(canvas: HTMLCanvasElement | OffscreenCanvas): boolean {
  return 'isConnected' in canvas && canvas.isConnected && canvas.getClientRects().length > 0;
}
