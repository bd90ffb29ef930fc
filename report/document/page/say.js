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

// labelOf is "Table 2" or "Figure 3".
function labelOf(figure) {
  return figure.querySelector('figcaption strong').textContent.replace(/\.$/, '');
}
