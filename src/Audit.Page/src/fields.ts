import { all, isVisible } from './dom';

export interface Field { index: number; kind: string; name: string; label: string; max: number; pattern: string }

const most = 60;
const untouched = ['hidden', 'submit', 'button', 'reset', 'image', 'file'];
let fields: HTMLElement[] = [];

/** Everything that a visitor could fill in, in the page's order. */
export function findFields(): Field[] {
  fields = [...all(document, 'input,textarea,select,[contenteditable=""],[contenteditable="true"]')].filter(isFillable).slice(0, most);
  return fields.map((field, index) => ({ index, kind: kindOf(field), name: field.getAttribute('name') || field.id || '', label: labelOf(field), max: (field as HTMLInputElement).maxLength ?? -1, pattern: (field as HTMLInputElement).pattern ?? '' }));
}

/** Gives it the keyboard. False when it does not take it. */
export function focusField(index: number): boolean {
  const field = fields[index];
  if (!field?.isConnected) return false;
  field.scrollIntoView({ block: 'center', behavior: 'instant' });
  field.focus();
  const root = field.getRootNode() as Document | ShadowRoot;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    try {
      field.select();
    } catch {
      // Some kinds of input have no selection.
    }
  }
  return root.activeElement === field;
}

/** For what is not typed: lists, dates, boxes. Returns what was chosen. */
export function chooseField(index: number, value: string): string {
  const field = fields[index];
  if (!field?.isConnected) return '';
  field.focus();
  if (field instanceof HTMLSelectElement) {
    const option = [...field.options].reverse().find(o => !o.disabled && o.value !== '');
    if (!option) return '';
    field.value = option.value;
    changed(field);
    return option.value;
  }
  if (!(field instanceof HTMLInputElement)) return '';
  if (field.type === 'checkbox' || field.type === 'radio') {
    if (!field.checked) field.click();
    return '';
  }
  field.value = value;
  changed(field);
  return field.value;
}

function changed(field: HTMLElement): void {
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.blur();
}

function isFillable(field: HTMLElement): boolean {
  const input = field as HTMLInputElement;
  return !input.disabled && !input.readOnly && !untouched.includes(input.type) && isVisible(field);
}

function kindOf(field: HTMLElement): string {
  if (field instanceof HTMLTextAreaElement || field.isContentEditable) return 'text-area';
  if (field instanceof HTMLSelectElement) return 'select';
  const input = field as HTMLInputElement;
  if (!['text', ''].includes(input.type)) return input.type;
  const hints = `${input.autocomplete} ${input.name} ${input.id} ${labelOf(field)} ${input.inputMode}`.toLowerCase();
  if (/e-?mail/.test(hints)) return 'email';
  if (/\b(tel|phone|mobile|telephone|handy|telefon)/.test(hints)) return 'tel';
  if (/card.?n|cc-?n|creditcard|pan\b/.test(hints)) return 'card';
  if (/birth|dob|bday|geburt/.test(hints)) return 'birth';
  if (/zip|postal|postcode|plz/.test(hints)) return 'postal';
  if (/\b(first|last|full|given|family|sur)?.?name\b|fname|lname|firstname|lastname|fullname/.test(hints) && !/user/.test(hints)) return 'name';
  if (/\b(q|s|search|query|suche)\b/.test(hints)) return 'search';
  return 'text';
}

function labelOf(field: HTMLElement): string {
  const labels = (field as HTMLInputElement).labels;
  return (labels?.[0]?.innerText || field.getAttribute('aria-label') || field.getAttribute('placeholder') || '').replace(/\s+/g, ' ').trim().slice(0, 80);
}
