// Figures: what lies under the pointer, or under the place that arrow keys move, is read off the figure's marks.
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const unit = 10000; // marks are in ten-thousandths of the picture
const bleed = 8; // a veil hides the edges of what it lies on

// Grid is marks in rows and columns, such as the cells of a heat map.
class Grid {
  constructor(m) {
    Object.assign(this, m);
    this.columns = m.x.length;
    this.length = m.x.length * m.y.length;
  }
  box(i) {
    const [x, w] = this.x[i % this.columns], [y, h] = this.y[Math.floor(i / this.columns)];
    return [x, y, w, h];
  }
  side(of, i) {
    return of.by === 'x' ? i % this.columns : Math.floor(i / this.columns);
  }
  label(i) {
    return this.parts.map(p => p.by === 'cell' ? p.words[digits.indexOf(p.codes[2 * i]) * 64 + digits.indexOf(p.codes[2 * i + 1])] : p.words[this.side(p, i)]).join('');
  }
  at(x, y) {
    const column = this.x.findIndex(([left, w]) => x >= left && x <= left + w), row = this.y.findIndex(([top, h]) => y >= top && y <= top + h);
    return column < 0 || row < 0 ? -1 : row * this.columns + column;
  }
  step(i, dx, dy) {
    const column = i % this.columns + dx, row = Math.floor(i / this.columns) + dy;
    return column < 0 || column >= this.columns || row < 0 || row >= this.y.length ? i : row * this.columns + column;
  }
}

// List is marks one by one, such as the points of a scatter plot; a later one lies above an earlier one.
class List {
  constructor(m) {
    this.list = m.list;
    this.length = m.list.length;
  }
  box(i) { return this.list[i].slice(0, 4); }
  label(i) { return this.list[i][4]; }
  at(x, y, reach, ratio) {
    let best = -1, least = Infinity;
    for (let i = this.length - 1; i >= 0; i--) {
      const [left, top, w, h] = this.box(i);
      const far = Math.hypot(Math.max(left - x, 0, x - left - w), Math.max(top - y, 0, y - top - h) * ratio);
      if (far < least) [best, least] = [i, far];
    }
    return least <= reach ? best : -1;
  }
  // step goes to the nearest mark whose middle lies on that side.
  step(i, dx, dy) {
    const middle = j => { const [x, y, w, h] = this.box(j); return [x + w / 2, y + h / 2]; };
    const [x, y] = middle(i);
    let best = i, least = Infinity;
    for (let j = 0; j < this.length; j++) {
      const [u, v] = middle(j), along = (u - x) * dx + (v - y) * dy, aside = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
      if (along > 0 && aside <= 2 * along && along + 2 * aside < least) [best, least] = [j, along + 2 * aside];
    }
    return best;
  }
}

const svgName = 'http://www.w3.org/2000/svg';
const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

// copyOf gives another sight of a picture, without drawing it anew.
function copyOf(svg, id) {
  const copy = svg.cloneNode(false), use = copy.appendChild(document.createElementNS(svgName, 'use'));
  copy.id = id;
  copy.removeAttribute('hidden');
  use.setAttribute('href', '#' + svg.id);
  use.setAttribute('width', svg.viewBox.baseVal.width); // else it is as large as the picture is on paper, in millimetres
  use.setAttribute('height', svg.viewBox.baseVal.height);
  return copy;
}

class Picture {
  constructor(figure) {
    this.figure = figure;
    this.frame = figure.querySelector('.frame');
    this.svg = this.frame.querySelector('svg');
    this.data = data.figures[figure.id];
    this.shown = this; // the picture of the family that is seen here
    this.parts = [...this.svg.querySelectorAll('[data-m], [data-d]')];
    this.bar = element('div', {className: 'figurebar'});
    this.state = this.bar.appendChild(element('span', {className: 'state'}));
    figure.prepend(this.bar);
    const m = this.data.marks;
    this.marks = m ? (m.list ? new List(m) : new Grid(m)) : null;
    if (this.marks) this.addReader();
  }

  addReader() {
    const view = this.svg.viewBox.baseVal;
    this.width = view.width;
    this.height = view.height;
    this.layer = document.createElementNS(svgName, 'svg');
    this.layer.setAttribute('viewBox', `0 0 ${unit} ${unit}`);
    this.layer.setAttribute('preserveAspectRatio', 'none');
    this.layer.setAttribute('aria-hidden', 'true');
    this.veil = this.layer.appendChild(document.createElementNS(svgName, 'path'));
    this.veil.setAttribute('class', 'veil');
    this.here = this.layer.appendChild(document.createElementNS(svgName, 'path'));
    this.here.setAttribute('class', 'here');
    this.reader = element('div', {className: 'reader', role: 'application', tabIndex: 0,
      'aria-label': labelOf(this.figure) + ', values. Arrow keys go from one to the next, Escape leaves.'}, this.layer);
    this.frame.append(this.reader);
    this.now = -1;
    this.reader.addEventListener('pointermove', e => this.point(e));
    this.reader.addEventListener('pointerdown', e => this.point(e));
    this.reader.addEventListener('pointerleave', e => { if (e.pointerType !== 'touch') this.leave(); }); // a finger that is lifted leaves the words to be read
    addEventListener('pointerdown', e => { if (!this.reader.contains(e.target)) this.here.removeAttribute('d'); });
    this.reader.addEventListener('focus', () => { if (this.reader.matches(':focus-visible')) this.go(Math.max(this.now, 0)); });
    this.reader.addEventListener('blur', () => this.leave());
    this.reader.addEventListener('keydown', e => this.key(e));
  }

  point(e) {
    const r = this.reader.getBoundingClientRect(), marks = this.shown.marks;
    const i = marks.at((e.clientX - r.left) / r.width * unit, (e.clientY - r.top) / r.height * unit, 14 / r.width * unit, r.height / r.width);
    if (i < 0) this.leave();
    else this.mark(i);
  }

  key(e) {
    const marks = this.shown.marks;
    let next = Math.max(this.now, 0);
    if (moves[e.key]) {
      const [dx, dy] = moves[e.key];
      for (let n = e.shiftKey ? 10 : 1; n > 0; n--) next = marks.step(next, dx, dy);
    } else if (e.key === 'Home') next = 0;
    else if (e.key === 'End') next = marks.length - 1;
    else {
      if (e.key === 'Escape') this.leave();
      return;
    }
    e.preventDefault();
    this.go(next);
  }

  // go marks a place and tells it.
  go(i) {
    this.mark(i);
    say(this.shown.marks.label(i));
  }

  mark(i) {
    const [x, y, w, h] = this.shown.marks.box(i);
    this.now = i;
    this.here.setAttribute('d', `M${x} ${y}h${w}v${h}h${-w}z`);
    const r = this.reader.getBoundingClientRect();
    showTip({left: r.left + x / unit * r.width, top: r.top + y / unit * r.height, width: w / unit * r.width, height: h / unit * r.height}, this.shown.marks.label(i));
  }

  leave() {
    hideTip();
    this.here.removeAttribute('d');
  }

  // has tells whether the picture has anything of a model ("m") or a dimension ("d").
  has(key, n) {
    const marks = this.marks;
    for (let i = 0; marks && i < marks.length; i++) if (this.of(key, i) === n) return true;
    return this.parts.some(g => +g.dataset[key] === n);
  }

  // of is the place of a mark's model or dimension among the page's, -1 without.
  of(key, i) {
    const marks = this.marks, side = key === 'm' ? 'model' : 'dimension';
    return marks.list ? marks.list[i][key === 'm' ? 5 : 6] : marks[side].numbers[marks.side(marks[side], i)];
  }

  // shade makes faint what is of other models and dimensions than those picked, and says so; what it has nothing of changes nothing.
  shade(picked) {
    const shown = this.shown;
    const asked = [['m', picked.model, data.models], ['d', picked.dimension, data.dimensions]].map(([key, name, all]) => [key, all.indexOf(name), name]).filter(([, n]) => n >= 0);
    const keys = asked.filter(([key, n]) => shown.has(key, n));
    const other = (key, n, m) => m >= 0 && m !== n;
    this.parts.forEach(g => g.classList.toggle('faint', keys.some(([key, n]) => other(key, n, key in g.dataset ? +g.dataset[key] : -1))));
    if (this.marks) this.cover(shown.data.veiled ? i => keys.some(([key, n]) => other(key, n, shown.of(key, i))) : () => false);
    const whole = asked.filter(k => !keys.includes(k) && !names(this.figure, k[2])).map(k => k[2]);
    this.state.textContent = [keys.length ? listed(keys.map(k => k[2])) + '; the rest is faint' : '', whole.length ? 'nothing here is of ' + listed(whole) + ' alone' : ''].filter(Boolean).join('; ');
    return keys.length > 0;
  }

  // cover lays a veil over marks.
  cover(veiled) {
    const marks = this.shown.marks, paths = [];
    for (let i = 0; i < marks.length; i++) {
      const [x, y, w, h] = marks.box(i);
      if (veiled(i)) paths.push(`M${x - bleed} ${y - bleed}h${w + 2 * bleed}v${h + 2 * bleed}h${-w - 2 * bleed}z`);
    }
    this.veil.setAttribute('d', paths.join(''));
    this.veil.toggleAttribute('hidden', paths.length === 0);
  }
}

const pictures = [...document.querySelectorAll('figure[id]')].filter(f => data.figures[f.id]).map(f => new Picture(f));
addEventListener('pointerdown', e => { if (!e.target.closest('.reader')) hideTip(); });
