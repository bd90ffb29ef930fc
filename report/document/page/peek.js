// Links within the page: what one leads to is shown beside it, so that a reader need not go there.

// ahead is what a link leads to, in short: a reference, a note, a picture, a caption, a formula or a heading.
function ahead(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return [];
  if (target.matches('.formula')) return [target.querySelector('math').cloneNode(true)];
  const words = plain(target.matches('figure') ? target.querySelector('figcaption') : target).replace(/ ?\u21a9$/, '');
  const picture = pictures.find(p => p.figure === target);
  return picture ? [copyOf(picture.shown.svg, 'page.peek'), element('p', null, words)] : [words];
}

let coming = 0;

function peek(link, after) {
  clearTimeout(coming);
  coming = setTimeout(() => {
    const content = ahead(link), lines = [...link.getClientRects()];
    if (content.length && lines.length) showTip(lines[0], ...content);
  }, after);
}

function unpeek() {
  clearTimeout(coming);
  hideTip();
}

document.querySelectorAll('main a[href^="#"]:not(.self, .contents a, [role="doc-backlink"])').forEach(link => {
  link.addEventListener('pointerenter', e => { if (e.pointerType !== 'touch') peek(link, 150); });
  link.addEventListener('pointerleave', unpeek);
  link.addEventListener('focus', () => { if (link.matches(':focus-visible')) peek(link, 0); });
  link.addEventListener('blur', unpeek);
  link.addEventListener('click', unpeek);
});
addEventListener('keydown', e => { if (e.key === 'Escape') unpeek(); });
