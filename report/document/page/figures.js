// Figures: what lies under the pointer, or under the place that arrow keys move, is read off the figure's marks.
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const unit = 10000; // marks are in ten-thousandths of the picture

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

const tip = document.body.appendChild(element('div', {className: 'tip', hidden: true, 'aria-hidden': 'true'}));
const svgName = 'http://www.w3.org/2000/svg';
const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

class Picture {
  constructor(figure) {
    this.figure = figure;
    this.frame = figure.querySelector('.frame');
    this.svg = this.frame.querySelector('svg');
    this.data = data.figures[figure.id];
    this.shown = this; // the picture of the family that is seen here
    this.dimension = this.model = '';
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
    this.reader.addEventListener('pointerleave', () => this.leave());
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
    tip.textContent = this.shown.marks.label(i);
    tip.hidden = false;
    const r = this.reader.getBoundingClientRect(), t = tip.getBoundingClientRect();
    const left = r.left + (x + w / 2) / unit * r.width - t.width / 2, above = r.top + y / unit * r.height - t.height - 8;
    tip.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - t.width - 8)) + 'px';
    tip.style.top = (above > 4 ? above : r.top + (y + h) / unit * r.height + 8) + 'px';
  }

  leave() {
    tip.hidden = true;
    this.here.removeAttribute('d');
  }

  // shade lays a veil over the marks of other models and dimensions than those picked.
  shade(model, dimension) {
    if (!this.marks) return;
    const marks = this.shown.marks, others = [];
    const of = (key, i) => marks.list ? marks.list[i][key === 'model' ? 5 : 6] : marks[key].numbers[marks.side(marks[key], i)];
    const picks = [['model', data.models.indexOf(model)], ['dimension', data.dimensions.indexOf(dimension)]].filter(([key, n]) => {
      for (let i = 0; n >= 0 && i < marks.length; i++) if (of(key, i) === n) return true;
      return false;
    });
    for (let i = 0; picks.length && i < marks.length; i++) {
      const [x, y, w, h] = marks.box(i);
      if (!picks.every(([key, n]) => of(key, i) === n || of(key, i) < 0)) others.push(`M${x} ${y}h${w}v${h}h${-w}z`);
    }
    this.veil.setAttribute('d', others.join(''));
    this.veil.toggleAttribute('hidden', others.length === 0);
  }
}

const pictures = [...document.querySelectorAll('figure[id]')].filter(f => data.figures[f.id]).map(f => new Picture(f));
addEventListener('scroll', () => { tip.hidden = true; }, {passive: true, capture: true});
