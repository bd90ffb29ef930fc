// What all parts of the script use: the page's data, elements, and a voice for what changes.
const data = JSON.parse(document.getElementById('page.data').textContent);

function element(tag, properties, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name in e && name !== 'role') e[name] = value;
    else e.setAttribute(name, value);
  }
  e.append(...children);
  return e;
}

const voice = document.body.appendChild(element('div', {className: 'said', role: 'status', 'aria-live': 'polite'}));

// say tells a listener what changed.
function say(text) {
  voice.textContent = text;
}

// plain is an element's text without note marks and buttons.
function plain(e) {
  const copy = e.cloneNode(true);
  copy.querySelectorAll('sup, button').forEach(x => x.remove());
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

// counted is "1 table" or "3 tables".
function counted(n, what) {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

// listed joins names.
function listed(names) {
  return names.join(' and ');
}

// The words beside a place: what a mark of a figure shows, or what a link leads to.
const tip = document.body.appendChild(element('div', {className: 'tip', hidden: true, 'aria-hidden': 'true'}));

// showTip shows words or elements above a place of the window, below it where there is no room above.
function showTip(place, ...content) {
  tip.replaceChildren(...content);
  tip.hidden = false;
  const t = tip.getBoundingClientRect(), left = place.left + place.width / 2 - t.width / 2, above = place.top - t.height - 8;
  tip.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - t.width - 8)) + 'px';
  tip.style.top = (above > 4 ? above : place.top + place.height + 8) + 'px';
}

function hideTip() {
  tip.hidden = true;
}
addEventListener('scroll', hideTip, {passive: true, capture: true});

// names tells whether a caption says that the whole of it is about a model or a dimension.
function names(figure, name) {
  const words = plain(figure.querySelector('figcaption')).replace(/ All but .* simulated\.$/, ''), letter = /[\p{L}\p{N}_-]/u;
  for (let i = words.indexOf(name); i >= 0; i = words.indexOf(name, i + 1)) {
    if (!letter.test(words[i - 1] || ' ') && !letter.test(words[i + name.length] || ' ')) return true;
  }
  return false;
}

// labelOf is "Table 2" or "Figure 3".
function labelOf(figure) {
  return figure.querySelector('figcaption strong').textContent.replace(/\.$/, '');
}
