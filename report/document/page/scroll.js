// Boxes that scroll: one whose content is wider than its place says so, and only such a one is a stop of the Tab key. In a box that
// fits, the heads of a table can stay in view while its rows pass.
function measureBox(box) {
  const over = box.scrollWidth > box.clientWidth + 1;
  box.classList.toggle('over', over);
  box.classList.toggle('fits', !over);
  if (box.hasAttribute('tabindex')) box.tabIndex = over ? 0 : -1;
}

const resized = new ResizeObserver(entries => requestAnimationFrame(() => new Set(entries.map(e => e.target.closest('.scroll'))).forEach(measureBox)));
document.querySelectorAll('.scroll').forEach(box => [box, ...box.children].forEach(e => resized.observe(e)));
