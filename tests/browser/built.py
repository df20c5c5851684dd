"""What a page says about its own fields: labels, legends, names and ids that lead somewhere."""

#: A function for the browser: returns what is wrong.
BUILT = """() => {
  const found = [], by = id => document.getElementById(id);
  document.querySelectorAll('label[for]').forEach(l => { if (!by(l.htmlFor)) found.push(`orphan label: ${l.textContent.trim()}`) });
  document.querySelectorAll('[aria-describedby], [aria-labelledby]').forEach(e =>
    ['aria-describedby', 'aria-labelledby'].forEach(a => (e.getAttribute(a) || '').split(' ').filter(Boolean).forEach(id => { if (!by(id)) found.push(`${a} names no element: ${id}`) })));
  document.querySelectorAll('fieldset').forEach(f => { if (!f.querySelector(':scope > legend')?.textContent.trim()) found.push(`no legend: ${f.outerHTML.slice(0, 80)}`) });
  document.querySelectorAll('input[type=radio]').forEach(r => { if (!r.closest('fieldset')) found.push(`radio outside a fieldset: ${r.name}`) });
  document.querySelectorAll('input:not([type=hidden], [type=image]), select, textarea').forEach(c => { if (!c.labels.length) found.push(`no label: ${c.name}`) });
  document.querySelectorAll('input[type=image]').forEach(c => { if (!c.alt) found.push(`no name: ${c.name}`) });
  document.querySelectorAll('main form[method=post]').forEach(f => { if (!f.querySelector('[name=csrf_token]')) found.push('a form without a token') });
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  ids.filter((id, n) => ids.indexOf(id) !== n).forEach(id => found.push(`twice: #${id}`));
  return found;
}"""
