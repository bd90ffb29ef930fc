// Saving: a figure as it is seen, in the light, as a file of its own.
const dots = 300 / 25.4; // of a saved image, a millimetre

// alone gives the picture that a figure shows as SVG that needs no page: with the letters it uses, colours by themselves, and what is
// picked.
function alone(picture) {
  const svg = picture.shown.svg.cloneNode(true);
  for (const name of ['id', 'hidden', 'role', 'aria-label']) svg.removeAttribute(name);
  const letters = document.createElementNS(svgName, 'defs'), title = document.createElementNS(svgName, 'title');
  svg.append(letters);
  const has = new Set([...svg.querySelectorAll('[id]')].map(e => e.id)), uses = svg.getElementsByTagName('use');
  for (let i = 0; i < uses.length; i++) { // a word that is added brings its letters, at the end of the list
    const id = uses[i].getAttribute('href').slice(1);
    if (!has.has(id)) letters.append(document.getElementById(id).cloneNode(true));
    has.add(id);
  }
  title.textContent = picture.shown.svg.getAttribute('aria-label');
  svg.prepend(title);
  svg.querySelectorAll('[data-m], [data-d]').forEach(g => {
    if (g.classList.contains('faint')) ['fill-opacity', 'stroke-opacity'].forEach(name => g.setAttribute(name, '.22'));
    ['class', 'data-m', 'data-d'].forEach(name => g.removeAttribute(name));
  });
  svg.querySelectorAll('.lost').forEach(g => g.removeAttribute('class'));
  if (picture.veil && picture.veil.getAttribute('d') && !picture.veil.hasAttribute('hidden')) {
    const veil = document.createElementNS(svgName, 'path'), view = svg.viewBox.baseVal;
    veil.setAttribute('d', picture.veil.getAttribute('d'));
    veil.setAttribute('transform', `scale(${view.width / unit} ${view.height / unit})`);
    veil.setAttribute('fill', '#fff');
    veil.setAttribute('fill-opacity', '.8');
    svg.append(veil);
  }
  return new XMLSerializer().serializeToString(svg).replace(/var\(--paper\)/g, '#fff').replace(/var\(--\w+,\s*(#[0-9a-f]+)\)/g, '$1');
}

// image draws SVG in dots.
async function image(text) {
  const img = new Image(), size = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  img.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
  await img.decode();
  const canvas = element('canvas', {width: Math.round(parseFloat(size.getAttribute('width')) * dots), height: Math.round(parseFloat(size.getAttribute('height')) * dots)});
  canvas.getContext('2d').drawImage(img, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, 'image/png'));
}

async function save(picture, kind) {
  const what = `${labelOf(picture.figure)} as ${kind}`;
  try {
    const text = alone(picture);
    const file = kind === 'SVG' ? new Blob([text], {type: 'image/svg+xml'}) : await image(text);
    const link = element('a', {href: URL.createObjectURL(file), download: picture.shown.figure.id.replace(/^fig-/, '') + '.' + kind.toLowerCase()});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(what + ' saved');
  } catch {
    say('The browser does not let the page save ' + what);
  }
}

for (const picture of pictures) {
  const buttons = ['SVG', 'PNG'].map(kind => {
    const b = element('button', {type: 'button', 'aria-label': `Save ${labelOf(picture.figure)} as ${kind}`}, kind);
    b.addEventListener('click', () => save(picture, kind));
    return b;
  });
  picture.bar.append(element('span', {className: 'copies'}, 'Save as ', ...buttons));
}
