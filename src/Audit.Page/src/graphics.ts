import { caller, report } from './report';
import { watch } from './watch';

/** UNMASKED_VENDOR_WEBGL and UNMASKED_RENDERER_WEBGL of WEBGL_debug_renderer_info: the name of the graphics card. */
const cardNames = [0x9245, 0x9246];

/** Other limits of the card that are asked for besides its name before it counts as taking stock of it. */
const leastOther = 4;

/** The card's name and a list of its limits, or its name and pixels that are read back. */
export function watchGraphics(): void {
  const asked = new Map<string, { card: boolean; others: Set<unknown> }>();
  const note = (what: unknown, isCard: boolean): void => {
    const script = caller();
    let known = asked.get(script);
    if (!known) asked.set(script, (known = { card: false, others: new Set() }));
    if (isCard) known.card = true;
    else known.others.add(what);
    if (known.card && (known.others.size >= leastOther || known.others.has('pixels') || known.others.has('extensions'))) report('webgl', script, 'card name and properties');
  };
  for (const prototype of [globalThis.WebGLRenderingContext?.prototype, globalThis.WebGL2RenderingContext?.prototype]) {
    watch(prototype, 'getParameter', (_, args) => note(args[0], cardNames.includes(Number(args[0]))));
    watch(prototype, 'getShaderPrecisionFormat', (_, args) => note(args.join(), false));
    watch(prototype, 'getSupportedExtensions', () => note('extensions', false));
    watch(prototype, 'readPixels', () => note('pixels', false));
  }
}

/** Sound that is computed and never heard. */
export function watchAudio(): void {
  const made = new WeakMap<object, Set<string>>();
  for (const node of ['createOscillator', 'createDynamicsCompressor', 'createBiquadFilter'])
    watch(globalThis.BaseAudioContext?.prototype, node, self => {
      const nodes = made.get(self as object) ?? new Set();
      nodes.add(node);
      made.set(self as object, nodes);
    });
  watch(globalThis.OfflineAudioContext?.prototype, 'startRendering', self => {
    if (made.get(self as object)?.has('createOscillator')) report('audio', caller(), 'OfflineAudioContext');
  });
}
