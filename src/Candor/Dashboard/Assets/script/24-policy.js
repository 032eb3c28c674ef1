// The policy's editor: numbers follow the lines, a mistake leads to its line, and an answer of the server is where the focus goes.
{
  const drawLines = text => {
    const numbers = text.closest('.editor').querySelector('.editor-lines');
    const lines = Math.max(24, text.value.split('\n').length + 1);
    text.rows = lines;
    // What was said of lines holds no longer once lines were added or taken away.
    if (numbers.children.length === lines) return;
    for (const notes of document.querySelectorAll('.editor-notes')) notes.remove();
    numbers.replaceChildren(...Array.from({ length: lines }, (_, i) => Object.assign(document.createElement('span'), { textContent: i + 1 })));
  };
  const show = (text, line, column) => {
    const before = text.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const end = text.value.indexOf('\n', before);
    text.focus();
    text.setSelectionRange(before + Math.max(0, column - 1), end < 0 ? text.value.length : end);
  };
  document.addEventListener('input', event => event.target.matches('.editor textarea') && drawLines(event.target));
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-line]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    show(document.querySelector('.editor textarea'), +link.dataset.line, +link.dataset.column);
  }, true);
  candorPage(() => document.querySelector('[data-focus]')?.focus());
}
