/** Elements of the document and of every open shadow tree in it. */
export function* all(root: ParentNode, selector: string): Generator<HTMLElement> {
  yield* root.querySelectorAll<HTMLElement>(selector);
  let looked = 0;
  const walker = document.createTreeWalker(root as Node, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node && looked++ < 50_000; node = walker.nextNode())
    if ((node as Element).shadowRoot) yield* all((node as Element).shadowRoot!, selector);
}

export function isVisible(element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
}

export function textOf(element: HTMLElement): string {
  const text = element instanceof HTMLInputElement ? element.value : element.innerText || element.getAttribute('aria-label') || element.title || '';
  return text.replace(/\s+/g, ' ').trim().slice(0, 120);
}
