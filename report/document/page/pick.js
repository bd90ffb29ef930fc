// Pickers: one model, one dimension, light or dark; and the member of a family that a figure shows.

// Family is the figures that differ in the model only. The first of them can show any of the others in its place.
class Family {
  constructor(members) {
    this.members = members;
    this.home = members[0];
    this.caption = this.home.figure.querySelector('figcaption > span');
    this.own = [...this.caption.childNodes];
    this.chosen = ''; // by its own picker
    this.select = element('select', {id: this.home.figure.id + '.member', autocomplete: 'off'}, ...members.map(p => element('option', {value: p.data.member}, p.data.member)));
    const label = element('label', {htmlFor: this.select.id}, labelOf(this.home.figure) + ' shows');
    this.home.bar.prepend(label, this.select);
    this.select.addEventListener('change', () => {
      this.chosen = this.select.value;
      this.show();
      remember();
      say(labelOf(this.home.figure) + ' shows ' + this.select.value);
    });
  }

  // show shows the member of its own picker, else that of the model picked, else its own.
  show(chosen = this.chosen) {
    const member = name => this.members.find(p => p.data.member === name);
    const from = member(chosen) || member(picked.model) || this.home, home = this.home;
    this.select.value = from.data.member;
    home.shown = from;
    home.now = -1;
    if (this.copy) this.copy.remove();
    home.svg.toggleAttribute('hidden', from !== home);
    if (from === home) {
      this.caption.replaceChildren(...this.own);
    } else {
      this.copy = copyOf(from.svg, home.svg.id + '.other');
      home.svg.after(this.copy);
      const words = [...from.figure.querySelector('figcaption > span').childNodes].map(n => n.cloneNode(true));
      this.caption.replaceChildren(...words, element('span', {className: 'borrowed'}, ' (This is ', element('a', {href: '#' + from.figure.id}, labelOf(from.figure)), '.)'));
    }
    home.shade(picked);
  }
}

const picked = {model: '', dimension: ''};
const pickers = {};
const hint = element('p', {className: 'hint'});
const families = [];
for (const name of new Set(pictures.map(p => p.data.family).filter(Boolean))) {
  const members = pictures.filter(p => p.data.family === name);
  if (members.length > 1) families.push(new Family(members));
}

// view is what a reader made of the page: what is picked, what figures show, how tables are sorted and filtered.
function view() {
  const all = {...picked};
  for (const f of families) all['shows.' + f.home.figure.id] = f.chosen;
  for (const t of tables) Object.assign(all, {['sort.' + t.figure.id]: t.by, ['rows.' + t.figure.id]: t.input ? t.input.value : ''});
  return all;
}

// recall takes the view from the page's address, as far as the page has what it asks for, and tells whether it is another.
function recall() {
  const asked = new URLSearchParams(location.search), before = JSON.stringify(view()), get = key => asked.get(key) || '';
  const among = (select, name) => [...select.options].some(o => o.value === name) ? name : '';
  for (const [key, select] of Object.entries(pickers)) picked[key] = among(select, get(key));
  for (const f of families) f.chosen = among(f.select, get('shows.' + f.home.figure.id));
  for (const t of tables) t.restore(get('sort.' + t.figure.id), get('rows.' + t.figure.id));
  return JSON.stringify(view()) !== before;
}

// remember puts the view into the page's address, so that it can be passed on; a browser may forbid that.
function remember() {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(view())) {
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
  }
  try {
    history.replaceState(history.state, '', address);
  } catch { /* the pick holds all the same */ }
}

function pick() {
  families.forEach(f => f.show());
  const seen = pictures.map(p => p.shade(picked)).filter(Boolean).length;
  tables.forEach(t => { Object.assign(t.pick, picked); t.show(); });
  for (const [key, select] of Object.entries(pickers)) select.value = picked[key];
  const names = Object.values(picked).filter(Boolean), cut = tables.filter(t => t.told).length;
  hint.textContent = names.length ? `Picked in ${counted(seen, 'figure')} and ${counted(cut, 'table')}. The text speaks of all.` : '';
  return names.length ? `Picked: ${listed(names)}. It is told apart in ${counted(seen, 'figure')} and ${counted(cut, 'table')}; the text speaks of all.` : 'All models and dimensions are shown.';
}

function picker(key, names, all) {
  if (names.length < 2) return [];
  const select = element('select', {id: 'page.' + key, autocomplete: 'off'}, element('option', {value: ''}, all), ...names.map(n => element('option', {value: n}, n)));
  select.addEventListener('change', () => {
    picked[key] = select.value;
    if (key === 'model') families.forEach(f => { f.chosen = ''; });
    const told = pick();
    remember();
    say(told);
  });
  pickers[key] = select;
  return [element('div', null, element('label', {htmlFor: select.id}, key === 'model' ? 'Model' : 'Dimension'), select)];
}

// The choice of light or dark is kept where the browser lets a page keep something.
function kept(value) {
  try {
    if (value) localStorage.setItem('inertia-theme', value);
    return localStorage.getItem('inertia-theme');
  } catch {
    return null;
  }
}

function themeButton() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const now = () => document.documentElement.dataset.theme || (dark.matches ? 'dark' : 'light');
  const button = element('button', {type: 'button', className: 'theme'});
  const name = () => { button.textContent = now() === 'dark' ? '☀ Light' : '☾ Dark'; };
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = kept(now() === 'dark' ? 'light' : 'dark') || (now() === 'dark' ? 'light' : 'dark');
    name();
    say(now() + ' page');
  });
  dark.addEventListener('change', name);
  if (['light', 'dark'].includes(kept())) document.documentElement.dataset.theme = kept();
  name();
  return button;
}

document.body.prepend(element('div', {className: 'tools', role: 'region', 'aria-label': 'What the page shows'},
  ...picker('model', data.models, 'All models'), ...picker('dimension', data.dimensions, 'All dimensions'), hint, themeButton()));

if (recall()) pick();
addEventListener('popstate', () => { if (recall()) say(pick()); }); // the browser went back or on

// On paper every figure is its own again.
addEventListener('beforeprint', () => families.forEach(f => f.show(f.home.data.member)));
addEventListener('afterprint', pick);

// The contents mark the section that is being read.
const links = new Map([...document.querySelectorAll('.contents a')].map(a => [a.hash.slice(1), a]));
const heads = [...document.querySelectorAll('main > h2, main > h3')].filter(h => links.has(h.id));
let waiting = false;

// bring scrolls the contents, where they stand beside the text, to one of them.
function bring(link) {
  const contents = link.closest('.contents'), r = link.getBoundingClientRect(), box = contents.getBoundingClientRect();
  if (getComputedStyle(contents).position !== 'fixed') return;
  if (r.top < box.top) contents.scrollTop -= box.top - r.top + r.height;
  else if (r.bottom > box.bottom) contents.scrollTop += r.bottom - box.bottom + r.height;
}

function follow() {
  waiting = false;
  const read = heads.filter(h => h.getBoundingClientRect().top < innerHeight / 3).at(-1);
  links.forEach((a, id) => {
    if (read && id === read.id) a.setAttribute('aria-current', 'true');
    else a.removeAttribute('aria-current');
  });
  if (read) bring(links.get(read.id));
}
addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, {passive: true});
requestAnimationFrame(follow); // not before the page has all its parts, or it would be laid out twice
