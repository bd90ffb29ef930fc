// Tables: sorting by a column, filtering by words, and rows of a picked model or dimension.
const tables = [];

// numberIn is the number that a cell begins with; NaN without one.
function numberIn(text) {
  const m = text.replace(/(\d),(?=\d{3}(?!\d))/g, '$1').replace(/\u2212/g, '-').match(/^[<>≤≥=p\s]*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/i);
  return m ? parseFloat(m[1]) : NaN;
}

// absence is a cell without a value.
const absence = /^[–—]?$/;

const letters = new Intl.Collator('en', {numeric: true});

class ReportTable {
  constructor(figure) {
    this.figure = figure;
    this.table = figure.querySelector('table');
    this.bodies = [...this.table.tBodies].map(body => {
      const b = {body, heading: null, rows: []};
      for (const tr of body.rows) {
        if (tr.classList.contains('heading')) b.heading = tr;
        else if (tr.classList.contains('under') && b.rows.length) b.rows.at(-1).under.push(tr);
        else b.rows.push({tr, under: [], place: b.rows.length});
      }
      return b;
    });
    this.rows = this.bodies.flatMap(b => b.rows);
    this.words = '';
    this.by = ''; // the column it is sorted by and the first letter of the way, such as "2d"
    this.pick = {model: '', dimension: ''};
    this.bar = element('div', {className: 'tablebar'});
    this.state = element('span', {className: 'state'});
    if (this.rows.length > 7) this.addFilter();
    this.bar.append(this.state);
    figure.querySelector('.scroll').before(this.bar);
    this.columns = this.findColumns();
    if (this.rows.length > 2) this.columns.forEach((th, i) => this.addSort(th, i));
  }

  // findColumns gives the head of each column, from heads that span rows and columns.
  findColumns() {
    const grid = [];
    [...this.table.tHead.rows].forEach((tr, y) => {
      let x = 0;
      for (const th of tr.cells) {
        while (grid[x] && grid[x][y]) x++;
        for (let i = 0; i < th.colSpan; i++) {
          for (let j = 0; j < th.rowSpan; j++) (grid[x + i] = grid[x + i] || [])[y + j] = th;
        }
        x += th.colSpan;
      }
    });
    return grid.map(heads => heads.at(-1));
  }

  addFilter() {
    const input = this.input = element('input', {type: 'search', autocomplete: 'off', placeholder: 'Filter rows', 'aria-label': 'Filter rows of ' + labelOf(this.figure)});
    input.addEventListener('input', () => {
      this.words = input.value.trim().toLowerCase();
      this.show();
      remember();
      say(labelOf(this.figure) + ': ' + (this.state.textContent || 'all rows shown'));
    });
    this.bar.append(input);
  }

  // show hides the rows that the words or the pick leave out.
  show() {
    const asked = Object.keys(this.pick).filter(key => this.pick[key]);
    const keys = asked.filter(key => this.rows.some(r => r.tr.dataset[key] === this.pick[key]));
    const marked = asked.filter(key => this.columns.some(th => th.dataset[key] === this.pick[key]));
    const lacking = asked.filter(key => !keys.includes(key) && !marked.includes(key)).map(key => this.pick[key]).filter(name => !names(this.figure, name));
    let shown = 0;
    for (const b of this.bodies) {
      let any = false;
      for (const r of b.rows) {
        const text = [r.tr, ...r.under].map(tr => tr.textContent).join(' ').toLowerCase();
        const here = text.includes(this.words) && keys.every(k => !(k in r.tr.dataset) || r.tr.dataset[k] === this.pick[k]);
        [r.tr, ...r.under].forEach(tr => { tr.hidden = !here; });
        any = any || here;
        shown += here;
      }
      if (b.heading) b.heading.hidden = !any;
    }
    const why = keys.map(k => this.pick[k]).join(', ');
    this.told = keys.length + marked.length > 0;
    this.state.textContent = [shown < this.rows.length ? `${shown} of ${this.rows.length} rows${why ? ' (' + why + ')' : ''}` : '', lacking.length ? 'nothing here is of ' + listed(lacking) + ' alone' : ''].filter(Boolean).join('; ');
    this.state.classList.toggle('cut', shown < this.rows.length);
    this.columns.forEach((th, i) => {
      const on = marked.some(k => th.dataset[k] === this.pick[k]);
      for (const r of this.rows) [r.tr, ...r.under].forEach(tr => tr.cells[i] && tr.cells[i].classList.toggle('picked', on));
      th.classList.toggle('picked', on);
    });
  }

  addSort(th, column) {
    const button = element('button', {className: 'sort', type: 'button'});
    button.append(...[...th.childNodes].filter(n => n.nodeName !== 'SUP'));
    if (!button.textContent.trim()) button.setAttribute('aria-label', 'first column');
    th.prepend(button);
    button.addEventListener('click', () => {
      const next = {ascending: 'descending', descending: ''}[th.getAttribute('aria-sort')] ?? 'ascending';
      this.arrange(column, next);
      remember();
      say(labelOf(this.figure) + (next ? ` sorted by ${plain(button) || 'the first column'}, ${next}` : ' in its own order'));
    });
  }

  // arrange sorts by a column and marks its head; an empty order is the table's own.
  arrange(column, order) {
    this.columns.forEach(other => other.removeAttribute('aria-sort'));
    if (order) this.columns[column].setAttribute('aria-sort', order);
    this.by = order ? column + order[0] : '';
    this.sort(column, order);
  }

  // restore sorts and filters as an address says, where it can.
  restore(by, words) {
    const [, column, way] = by.match(/^(\d+)([ad])$/) || [];
    const can = way && this.columns[column] && this.columns[column].querySelector('.sort');
    if (can || this.by) this.arrange(can ? +column : 0, can ? {a: 'ascending', d: 'descending'}[way] : '');
    if (!this.input) return;
    this.input.value = words;
    this.words = words.trim().toLowerCase();
  }

  // sort orders the rows of each group; those without a value come last either way.
  sort(column, order) {
    this.table.classList.toggle('sorted', order !== '');
    const texts = new Map(this.rows.map(r => [r, r.tr.cells[column] ? plain(r.tr.cells[column]) : '']));
    const numeric = this.rows.filter(r => !isNaN(numberIn(texts.get(r)))).length * 2 > this.rows.filter(r => !absence.test(texts.get(r))).length;
    const value = r => numeric ? numberIn(texts.get(r)) : texts.get(r).replace(absence, '');
    const absent = v => numeric ? isNaN(v) : v === '';
    const sign = order === 'descending' ? -1 : 1;
    for (const b of this.bodies) {
      const rows = [...b.rows].sort((r, s) => {
        if (!order) return r.place - s.place;
        const v = value(r), w = value(s);
        if (absent(v) || absent(w)) return absent(v) - absent(w) || r.place - s.place;
        return sign * (numeric ? v - w : letters.compare(v, w)) || r.place - s.place;
      });
      b.body.append(...rows.flatMap(r => [r.tr, ...r.under]));
    }
  }
}

document.querySelectorAll('figure.table').forEach(f => tables.push(new ReportTable(f)));
