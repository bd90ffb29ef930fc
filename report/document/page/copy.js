// Copying: a table in another format, whole and in its own order, a sentence that states a result, and a command.

// copy puts text on the clipboard and tells whether that went well.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.body.appendChild(element('textarea', {value: text, className: 'said'}));
    const before = document.activeElement;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (before) before.focus();
    return done;
  }
}

async function take(button, text, what) {
  const done = await copy(text);
  button.classList.toggle('done', done);
  say(done ? what + ' copied' : 'The browser does not let the page copy ' + what);
  setTimeout(() => button.classList.remove('done'), 1500);
}

for (const t of tables) {
  const texts = data.tables[t.figure.id];
  if (!texts) continue;
  const buttons = [['CSV', texts.csv], ['LaTeX', texts.latex], ['Markdown', texts.markdown]].map(([name, text]) => {
    const b = element('button', {type: 'button', 'aria-label': `Copy ${labelOf(t.figure)} as ${name}`}, name);
    b.addEventListener('click', () => take(b, text, `${labelOf(t.figure)} as ${name}`));
    return b;
  });
  t.bar.append(element('span', {className: 'copies'}, 'Copy as ', ...buttons));
}

document.querySelectorAll('.result').forEach(r => {
  const b = element('button', {type: 'button', className: 'take', 'aria-label': 'Copy this sentence', title: 'Copy this sentence'});
  b.addEventListener('click', () => take(b, plain(r), 'The sentence'));
  r.append(b);
});

document.querySelectorAll('pre:not(.lines)').forEach(pre => {
  const b = element('button', {type: 'button', 'aria-label': 'Copy this command'}, 'Copy');
  b.addEventListener('click', async () => {
    await take(b, pre.textContent, 'The command');
    if (!b.classList.contains('done')) return;
    b.textContent = 'Copied';
    setTimeout(() => { b.textContent = 'Copy'; }, 1500);
  });
  const box = element('div', {className: 'code'});
  pre.replaceWith(box);
  box.append(pre, b);
});
