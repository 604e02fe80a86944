import type { Heading } from '../picture.ts';
import { html } from './elements.ts';

/** Which of the document's traces is drawn; there only where there are several. */
export class TraceChoice {
  readonly element = html('select', { class: 'traces', 'aria-label': 'Trace' });
  #drawn = '';

  constructor(choose: (id: string) => void) {
    this.element.addEventListener('change', () => choose(this.element.value));
  }

  show(traces: readonly Heading[], current: string | undefined): void {
    this.element.hidden = traces.length < 2;
    // An open list would close if its entries were made anew at every edit.
    const ids = traces.map(({ id }) => id).join('\n');
    if (ids !== this.#drawn) this.element.replaceChildren(...traces.map(entry));
    this.#drawn = ids;
    const known = traces.some(({ id }) => id === current);
    this.element.value = known && current !== undefined ? current : (traces[0]?.id ?? '');
  }
}

function entry({ id, name }: Heading): HTMLOptionElement {
  return html('option', { value: id }, name || 'Unnamed trace');
}
